package dev.modelgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports that stay the same as long as they can. */
class RememberedPortsTest {
  private static final List<String> NAMES = List.of("broker", "controller");

  @TempDir Path folder;

  @Test
  void keepsThePortsOfTheFirstTime() throws IOException {
    Map<String, Integer> first = RememberedPorts.of(folder, NAMES);

    assertThat(first.values())
        .doesNotHaveDuplicates()
        .allMatch(port -> port >= 20_000 && port < 32_768);
    assertThat(RememberedPorts.of(folder, NAMES)).isEqualTo(first);
  }

  @Test
  void picksAnotherWhereSomebodyElseHasTakenOneAndKeepsThatOne() throws IOException {
    Map<String, Integer> first = RememberedPorts.of(folder, NAMES);
    Map<String, Integer> second;
    try (ServerSocket _ =
        new ServerSocket(first.getOrDefault("broker", 0), 1, InetAddress.getLoopbackAddress())) {
      second = RememberedPorts.of(folder, NAMES);
    }

    assertThat(second.get("broker")).isNotEqualTo(first.get("broker"));
    assertThat(second.get("controller")).isEqualTo(first.get("controller"));
    assertThat(RememberedPorts.of(folder, NAMES)).isEqualTo(second);
  }

  @Test
  void choosesAgainWhereTheFileIsDamaged() throws IOException {
    Files.writeString(folder.resolve("ports.properties"), "broker=99999999\ncontroller=\u0000 x\n");

    assertThat(RememberedPorts.of(folder, NAMES)).containsOnlyKeys(NAMES);
  }
}
