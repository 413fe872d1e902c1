package dev.modelgate.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which server a command asks, and with which token. */
class ConnectionTest {

  private static final URI HERE = URI.create("http://127.0.0.1:8080");
  private static final URI THERE = URI.create("https://gate.example");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file =
        Files.writeString(
            folder.resolve("client.json"), "{\"url\": \"" + HERE + "\", \"token\": \"its\"}");
  }

  @Test
  void isTheServersOfThisMachineWhereNothingElseIsSaid() {
    assertThat(find(Map.of())).isEqualTo(new Connection(HERE, "its"));
    assertThat(find(Map.of("MODELGATE_TOKEN", "mine"))).isEqualTo(new Connection(HERE, "mine"));
  }

  @Test
  void givesAnotherServerNoTokenButTheOneForIt() {
    assertThat(find(Map.of("MODELGATE_URL", THERE + "/"))).isEqualTo(new Connection(THERE, ""));
    assertThat(find(Map.of("MODELGATE_URL", THERE.toString(), "MODELGATE_TOKEN", "mine")))
        .isEqualTo(new Connection(THERE, "mine"));
  }

  @Test
  void saysWhereAWrongAddressStands() throws Exception {
    assertThatThrownBy(() -> find(Map.of("MODELGATE_URL", "gate")))
        .hasMessageContaining("$MODELGATE_URL is \"gate\"");
    Files.writeString(file, "{\"url\": \"\"}");
    assertThatThrownBy(() -> find(Map.of()))
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("MODELGATE_URL");
  }

  private Connection find(Map<String, String> environment) {
    return Connection.find(file, environment);
  }
}
