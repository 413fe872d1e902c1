package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A part that fails at start ends everything: one line, exit code 3, nothing left running. */
class FailedStartTest {

  @Test
  void saysInOneLineThatItsPortIsTaken() throws Exception {
    try (Workplace place = Workplace.create();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Product.Started server = start(place, Integer.toString(taken.getLocalPort()))) {
      assertThat(server.ended(60)).isEqualTo(3);
      assertThat(server.printed().strip().lines())
          .singleElement()
          .asString()
          .contains("Expected port " + taken.getLocalPort() + " to be free", "--port");
    }
  }

  @Test
  void stopsPostgresqlWhenKafkaCannotUseItsFolder() throws Exception {
    try (Workplace place = Workplace.create()) {
      Files.createDirectory(place.of("data"));
      Files.writeString(place.of("data/kafka"), "not a folder");
      try (Product.Started server = start(place, "0")) {
        assertThat(server.ended(60)).isEqualTo(3);
        assertThat(server.printed().strip().lines())
            .as(server.printed())
            .singleElement()
            .asString()
            .contains("Kafka");
        assertThat(place.of("data/postgres/data/PG_VERSION")).exists();
        assertThat(leftBelow(place)).isEmpty();
      }
    }
  }

  private static Product.Started start(Workplace place, String port) {
    return Product.start(
        place.of("output"),
        Map.of(),
        "server",
        "--data",
        place.of("data").toString(),
        "--port",
        port);
  }

  /** Processes that still work below the test's folder. */
  private static List<String> leftBelow(Workplace place) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(place.folder().toString()))
        .toList();
  }
}
