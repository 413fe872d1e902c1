package dev.modelgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.s3.S3Client;

/** The three together: killed, locked, failing. */
@Isolated("counts the process's threads")
class EmbeddedPartsTest {
  @TempDir Path folder;

  @Test
  void findsEverythingAgainAfterTheProcessWasKilled()
      throws IOException, InterruptedException, SQLException {
    Process server = startServer();
    String addresses;
    try (BufferedReader output = server.inputReader()) {
      addresses = output.lines().filter(line -> line.startsWith("stored ")).findFirst().orElse("");
      assertThatThrownBy(() -> EmbeddedParts.start(folder))
          .isInstanceOf(PartException.class)
          .hasMessageContaining("Expected to be the only user of " + folder)
          .hasMessageContaining("process " + server.pid() + " uses it");
    } finally {
      server.destroyForcibly().waitFor();
    }
    assertThat(processesIn(folder)).as("PostgreSQL outlives a kill").isNotEmpty();

    try (EmbeddedParts parts = EmbeddedParts.start(folder);
        S3Client client = Probes.client(parts.s3())) {
      assertThat("stored " + addresses(parts)).isEqualTo(addresses);
      assertThat(Probes.consume(parts.kafka())).isEqualTo(Probes.values(1_000));
      assertThat(Probes.ask(parts.postgres(), "runs", "SELECT number FROM kept")).isEqualTo("42");
      assertThat(
              client
                  .getObjectAsBytes(request -> request.bucket("models").key("kept"))
                  .asUtf8String())
          .isEqualTo("weights");
    }
    assertThat(processesIn(folder)).isEmpty();
  }

  @Test
  void closesTheOthersAndNamesThePartThatFailed() throws IOException {
    Files.writeString(folder.resolve("kafka"), "a file where a folder belongs");

    assertThatThrownBy(() -> EmbeddedParts.start(folder))
        .isInstanceOf(PartException.class)
        .hasMessageContaining("Expected to start Kafka in " + folder.resolve("kafka") + ", but ")
        .hasMessageContaining("there is a file");

    assertThat(processesIn(folder)).isEmpty();
    assertThat(partsThreads()).isEmpty();
    Files.delete(folder.resolve("kafka"));
    EmbeddedParts.start(folder).close();
    assertThat(processesIn(folder)).isEmpty();
    assertThat(partsThreads()).isEmpty();
  }

  @Test
  void saysSoWhereItsOwnFolderIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> EmbeddedParts.start(file))
        .isInstanceOf(PartException.class)
        .hasMessageContaining("Expected to use the folder " + file + ", but ");
  }

  static List<String> addresses(EmbeddedParts parts) {
    return List.of(
        parts.kafka().bootstrapServers(),
        parts.postgres().jdbcUrl("runs"),
        parts.postgres().password(),
        parts.s3().endpoint().toString(),
        parts.s3().secretKey());
  }

  private Process startServer() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            KilledServer.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /**
   * Command lines of running processes that name the folder, the test's own children of Java aside.
   */
  private static List<String> processesIn(Path folder) throws IOException {
    try (var processes = Files.list(Path.of("/proc"))) {
      return processes
          .map(process -> commandLine(process.resolve("cmdline")))
          .filter(line -> line.contains("postgres") && line.contains(folder.toString()))
          .toList();
    }
  }

  private static String commandLine(Path file) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException goneOrNoProcess) {
      return "";
    }
  }

  /** Names of threads that would keep the process alive. */
  private static List<String> partsThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && !thread.isDaemon())
        .map(Thread::getName)
        .filter(name -> !name.equals("main") && !name.startsWith("surefire"))
        .toList();
  }
}
