package dev.modelgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that are generated once and read by nobody else. */
class SecretsTest {
  @TempDir Path folder;

  @Test
  void generatesOnceAndKeepsThemFromOthers() throws IOException {
    Map<String, String> first = Secrets.of(folder, Map.of("password", 32));

    assertThat(first.get("password")).matches("[A-Za-z0-9]{32}");
    assertThat(Secrets.of(folder, Map.of("password", 32))).isEqualTo(first);
    assertThat(Files.getPosixFilePermissions(folder.resolve("secrets.properties")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void addsWhatIsMissingAndLeavesWhatIsThere() throws IOException {
    String password = Secrets.of(folder, Map.of("password", 32)).get("password");

    assertThat(Secrets.of(folder, Map.of("password", 32, "other", 8)))
        .containsEntry("password", password)
        .containsKey("other");
  }

  @Test
  void makesAnotherOneForEveryFolder() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));

    assertThat(Secrets.of(folder, Map.of("password", 32)))
        .isNotEqualTo(Secrets.of(other, Map.of("password", 32)));
  }
}
