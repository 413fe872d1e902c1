package dev.modelgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modelgate.standalone.server.AdminToken;
import dev.modelgate.stream.ClusterKey;
import dev.modelgate.testkit.TestService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Projects by the command line, with their hooks; hooks call another address than people do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectCommandTest {

  private Path folder;
  private TestService ingest;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    folder = data;
    ingest = TestService.start("ingest", folder.resolve("ingest"), Map.of());
    byte[] key = ClusterKey.parse(TestService.CLUSTER_KEY).derive("modelgate/jwt");
    Map<String, String> client =
        Map.of("url", ingest.url().toString(), "token", AdminToken.sign(key, "ada", Instant.now()));
    Files.writeString(folder.resolve("client.json"), new JsonMapper().writeValueAsString(client));
  }

  @AfterAll
  void stop() {
    ingest.close();
  }

  @Test
  void comeAndGoWithTheirHook() throws Exception {
    Path bare = bare("penguins");
    assertThat(project("list").out()).contains("no project yet");
    Printed created = project("create", "penguins", "--repository", bare.toString());
    assertThat(created.exitCode()).as(created.error()).isZero();
    assertThat(created.out()).contains("hook    " + bare + "/hooks/post-receive installed");

    Printed again = project("create", "penguins", "--repository", bare.toString());
    assertThat(again.exitCode()).isEqualTo(3);
    assertThat(again.error().lines())
        .singleElement()
        .asString()
        .endsWith("project penguins exists already, for " + bare);

    assertThat(project("list").out()).contains("NAME", "penguins", bare.toString());
    assertThat(project("show", "penguins").out())
        .contains("name           penguins\n", "buildBranches  all\n")
        .doesNotContain("null");
    assertThat(project("show", "penguins", "--json").json().path("name").asText())
        .isEqualTo("penguins");

    Printed removed = project("remove", "penguins");
    assertThat(removed.exitCode()).as(removed.error()).isZero();
    assertThat(removed.out()).contains("penguins is removed", "post-receive taken away");
    assertThat(bare.resolve("hooks")).isEmptyDirectory();
    Printed none = project("show", "penguins");
    assertThat(none.exitCode()).isEqualTo(3);
    assertThat(none.error().lines()).singleElement().asString().contains("none called 'penguins'");
  }

  @Test
  void takeAPathFromWhereTheCommandIsTyped() throws Exception {
    Path bare = bare("fruits");
    String relative = Path.of("").toAbsolutePath().relativize(bare) + "/";
    assertThat(project("create", "fruits", "--repository", relative).out())
        .contains("project fruits is registered: " + bare);
    assertThat(project("remove", "fruits").out()).contains("post-receive taken away");

    Printed none = project("create", "fruits", "--repository", "nowhere.git");
    assertThat(none.exitCode()).isEqualTo(3);
    assertThat(none.error())
        .contains("a bare repository at " + Path.of("nowhere.git").toAbsolutePath());
  }

  @Test
  void getTheirHookWhereTheAnswerIsJsonToo() throws Exception {
    Path bare = bare("seals");
    Printed created = project("create", "seals", "--repository", bare.toString(), "--json");
    assertThat(created.json().path("hook").path("secret").asText()).hasSize(64);
    assertThat(bare.resolve("hooks/post-receive")).isExecutable();

    Printed removed = project("remove", "seals", "--json");
    assertThat(removed.json().path("repository").asText()).isEqualTo(bare.toString());
    assertThat(bare.resolve("hooks")).isEmptyDirectory();
  }

  @Test
  void printTheHookOfARepositoryElsewhere() {
    Printed created = project("create", "far", "--repository", "ssh://git@host/far.git");
    assertThat(created.out()).contains("(mode 0755)", "(mode 0600)", "#!/bin/sh");
    assertThat(project("remove", "far").exitCode()).isZero();
  }

  private Path bare(String name) throws Exception {
    Path bare = folder.resolve(name + ".git");
    Files.createDirectories(bare.resolve("objects"));
    return bare;
  }

  private Printed project(String... words) {
    List<String> all = new ArrayList<>(List.of("project"));
    all.addAll(List.of(words));
    all.addAll(List.of("--data", folder.toString()));
    return Printed.by(all.toArray(String[]::new));
  }
}
