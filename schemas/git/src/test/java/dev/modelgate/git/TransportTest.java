package dev.modelgate.git;

import static dev.modelgate.git.Looks.tip;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories on other machines. */
final class TransportTest {

  @TempDir Path folder;

  /** What a process with another search path runs: everything that reaches the repository. */
  public static void main(String[] arguments) {
    Mirror mirror =
        Mirror.at(Path.of(arguments[0]), RemoteUrl.parse(arguments[1]), Duration.ofMinutes(1));
    System.out.println(mirror.defaultBranch().orElse("none"));
    mirror.fetchAll();
    Sha tip = tip(mirror, "refs/heads/main").orElseThrow();
    mirror.writeNote("refs/notes/modelgate", tip, "passed");
  }

  @Test
  void reachesARepositoryOverSsh() throws IOException, InterruptedException {
    Origin origin = Origin.in(folder);
    Sha commit = origin.push("main", "one");
    // Stands for ssh and the machine at its other end: runs the last argument as sshd would.
    Path ssh = Files.createDirectory(folder.resolve("bin")).resolve("ssh");
    Files.writeString(
        ssh,
        "#!/bin/sh\necho \"$@\" >> '"
            + folder.resolve("said")
            + "'\nfor last; do :; done\nunset GIT_ALLOW_PROTOCOL\nexec sh -c \"$last\"\n");
    assertThat(ssh.toFile().setExecutable(true)).isTrue();
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            TransportTest.class.getName(),
            folder.resolve("mirror").toString(),
            "ada@git.example:" + origin.bare());
    builder.environment().put("PATH", ssh.getParent() + ":relative:" + Programs.path());
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(output).isEqualTo("refs/heads/main\n");
    assertThat(origin.gitBare("notes", "--ref=refs/notes/modelgate", "show", commit.hex()))
        .isEqualTo("passed");
    assertThat(Files.readAllLines(folder.resolve("said")))
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("-oBatchMode=yes ")
                    .containsPattern(" ada@git.example git-(upload|receive)-pack '"));
  }

  @Test
  void saysThatAMachineIsUnreachable() {
    for (String address : new String[] {"https://localhost:1/x", "ssh://localhost:1/x"}) {
      if (address.startsWith("https") || Programs.has("ssh")) {
        Mirror mirror =
            Mirror.at(folder.resolve("mirror"), RemoteUrl.parse(address), Duration.ofMinutes(1));
        MirrorTest.assertKind(GitException.Kind.UNREACHABLE, mirror::fetchAll);
        MirrorTest.assertKind(GitException.Kind.UNREACHABLE, mirror::defaultBranch);
      }
    }
  }
}
