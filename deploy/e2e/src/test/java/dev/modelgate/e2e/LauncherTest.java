package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, on a machine of its own: a folder with stand-ins for a JDK, Maven and uname. */
class LauncherTest {

  private static final String JAVA =
      """
      #!/bin/sh
      for word in "$@"; do
        case $word in -XX:AOTCacheOutput=*) touch "${word#*=}"; exit 0 ;; esac
      done
      echo "$0 $*"
      exit "${CODE:-0}"
      """;

  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$JAVA_HOME $*" >>builds
      mkdir -p deploy/standalone/target/app/lib
      touch deploy/standalone/target/app/lib/a.jar
      """;

  private record Said(int exitCode, String text) {}

  @TempDir private Path machine;
  private Path home;
  private Path app;

  private final Map<String, String> environment = new TreeMap<>();

  @BeforeEach
  void setUp() throws IOException {
    home = machine.resolve("modelgate");
    app = home.resolve("deploy/standalone/target/app");
    write("modelgate/modelgate", Files.readString(Path.of("../../modelgate")));
    String search = Files.readString(Path.of("../../.mvn/jdk25.sh"));
    write("modelgate/.mvn/jdk25.sh", search.replaceAll(" /(usr|opt)/", " " + machine + "/$1/"));
    write("modelgate/mvnw", MAVEN);
    for (String source : List.of("pom.xml", "schemas/pom.xml", "a-service/src/main/A.java")) {
      write("modelgate/" + source, "");
    }
    Files.createDirectories(home.resolve("runner-agent"));
    write("bin/javac", ""); // hides the one that this machine may have on its path
    system("Linux", "x86_64");
    environment.put("PATH", machine.resolve("bin") + ":/usr/bin:/bin");
    environment.put("HOME", machine.toString());
    environment.put("TMPDIR", machine.toString());
  }

  @Test
  void runsOnTheFirstJdk25ThatItFinds() throws Exception {
    environment.put("JAVA_HOME", jdk("java21", "21.0.9"));
    String usual = jdk("usr/lib/jvm/temurin", "25.0.1");
    assertThat(launch("run", "list").text()).contains(usual + "/bin/java ");
    environment.put("MODELGATE_JAVA_HOME", jdk("mine", "25"));
    assertThat(launch("run", "list").text())
        .contains(machine.resolve("mine") + "/bin/java ", "standalone.Modelgate run list");
  }

  @Test
  void saysInOneLineThatItNeedsAJdk25() throws Exception {
    environment.put("JAVA_HOME", jdk("java21", "21.0.9"));
    Said said = launch("demo");
    assertThat(said.exitCode()).isEqualTo(3);
    assertThat(said.text().lines())
        .singleElement()
        .asString()
        .startsWith("modelgate: needs a JDK 25 and found none");
  }

  @Test
  void saysInOneLineWhatMachineItNeeds() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.1");
    system("Darwin", "arm64");
    assertThat(launch("run", "list"))
        .returns(3, Said::exitCode)
        .extracting(said -> said.text().strip().lines().toList())
        .asString()
        .contains("Expected Linux", "but this is Darwin on arm64");
    system("Linux", "aarch64");
    assertThat(launch("server"))
        .returns(3, Said::exitCode)
        .extracting(Said::text)
        .asString()
        .contains("Expected x86-64 for the PostgreSQL that comes along");
    assertThat(launch("runner", "start").exitCode()).isZero();
  }

  @Test
  void passesWordsAndExitCodeOn() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.1");
    environment.put("MODELGATE_LIB", machine.resolve("bin").toString());
    environment.put("CODE", "2");
    Said said = launch("nonsense", "--and more");
    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.text()).endsWith("standalone.Modelgate nonsense --and more\n");
    assertThat(home.resolve("builds")).doesNotExist();
  }

  @Test
  void buildsOnceAndAgainOnlyWhereASourceChanged() throws Exception {
    String jdk = jdk("usr/lib/jvm/temurin", "25.0.1");
    assertThat(launch("run", "list").text()).contains("built in");
    launch("run", "list");
    for (String stray :
        List.of("a-service/.jqwik-database", "a-service/src/main/.A.java.swp", "deploy/notes.md")) {
      touch(stray);
    }
    assertThat(launch("run", "list").text()).doesNotContain("built in");
    assertThat(builds()).singleElement().asString().startsWith(jdk + " -B -Dmodelgate.app");
    touch("a-service/src/main/A.java");
    launch("run", "list");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void buildsAgainWhatChangedWhileItWasBuilt() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.1");
    // Two files that are written within one tick of the system's clock bear the same time.
    String change =
        """
        until [ a-service/src/main/A.java -nt deploy/standalone/target/begun ]; do
          touch a-service/src/main/A.java
        done
        """;
    write("modelgate/mvnw", MAVEN + change);
    launch("run", "list");
    write("modelgate/mvnw", MAVEN);
    launch("run", "list");
    launch("run", "list");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void saysWhyTheBuildFailed() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.1");
    write("modelgate/mvnw", "#!/bin/sh\necho '[ERROR] no such thing'\nexit 1\n");
    assertThat(launch("run", "list"))
        .returns(3, Said::exitCode)
        .extracting(Said::text)
        .asString()
        .contains("[ERROR] no such thing", "modelgate: the build failed");
    assertThat(app.resolve("built")).doesNotExist();
  }

  @Test
  void endsTheBuildWithItself() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.1");
    write("modelgate/mvnw", "#!/bin/sh\necho $$ >builds\nexec sleep 60\n");
    Process launcher = start("run", "list");
    Awaitility.await().until(() -> !builds().isEmpty());
    long maven = Long.parseLong(builds().getFirst());
    assertThat(ProcessHandle.of(maven)).isPresent();
    launcher.destroy();
    assertThat(launcher.waitFor(20, TimeUnit.SECONDS)).isTrue();
    Awaitility.await().until(() -> ProcessHandle.of(maven).isEmpty());
  }

  @Test
  void makesAQuickStartOnceAndGoesOnWhereItCannot() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.1");
    launch("run", "list");
    Files.createDirectories(app.resolve("quick-start.lock"));
    Said without = launch("server");
    assertThat(without.text())
        .contains("standalone.Modelgate server")
        .doesNotContain("-XX:AOTCache");
    Files.delete(app.resolve("quick-start.lock"));
    assertThat(launch("server").text())
        .contains(
            "preparing quick starts (once per build): about half a minute, then it starts",
            "prepared quick starts",
            "-XX:AOTCache=" + app);
    assertThat(launch("server").text())
        .contains("-XX:AOTCache=" + app)
        .doesNotContain("prepared quick starts");
    assertThat(launch("run", "list").text()).doesNotContain("-XX:AOTCache");
    environment.put("MODELGATE_JAVA_OPTIONS", "-Xmx1g");
    environment.put("MODELGATE_MAIN", "dev.modelgate.ingest.IngestApplication");
    assertThat(launch().text())
        .contains("-XX:AOTCache=" + app, "-Xmx1g", "ingest.IngestApplication");
    environment.remove("MODELGATE_MAIN");
    assertThat(launch("server").text()).contains("-Xmx1g").doesNotContain("-XX:AOTCache");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void saysThatItCannotWriteWhereItBuilds() throws Exception {
    jdk("usr/lib/jvm/temurin", "25.0.1");
    Files.createDirectories(app.resolveSibling("build.lock"));
    assertThat(launch("run", "list"))
        .returns(3, Said::exitCode)
        .extracting(Said::text)
        .asString()
        .contains("modelgate: Expected to build below " + app.getParent());
  }

  private void system(String name, String processor) throws IOException {
    write("bin/uname", "#!/bin/sh\n[ $1 = -m ] && echo %s || echo %s\n".formatted(processor, name));
  }

  /** A folder that looks like a JDK; its java says how it was started. */
  private String jdk(String folder, String version) throws IOException {
    write(folder + "/bin/java", JAVA);
    write(folder + "/bin/javac", "");
    write(folder + "/release", "JAVA_VERSION=\"" + version + "\"\n");
    return machine.resolve(folder).toString();
  }

  private void write(String name, String text) throws IOException {
    Program.write(machine.resolve(name), text);
  }

  private void touch(String name) throws IOException {
    write("modelgate/" + name, "");
    Files.setLastModifiedTime(home.resolve(name), FileTime.from(Instant.now().plusSeconds(1)));
  }

  private List<String> builds() throws IOException {
    Path builds = home.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
  }

  private Said launch(String... words) throws Exception {
    Process process = start(words);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Said(process.waitFor(), Files.readString(machine.resolve("said")));
  }

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", home.resolve("modelgate").toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(machine.resolve("said").toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }
}
