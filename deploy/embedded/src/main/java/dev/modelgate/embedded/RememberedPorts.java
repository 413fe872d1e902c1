package dev.modelgate.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on 127.0.0.1, chosen free once and kept in the folder, so that clients find a restarted
 * part where it was.
 *
 * <p>They lie below the range from which the operating system serves outgoing connections: a client
 * that keeps trying to reach a stopped part could otherwise be given that very port, connect to
 * itself and keep the part from coming back.
 */
final class RememberedPorts {
  private static final int FIRST = 20_000;
  private static final int LAST = 32_767;

  private RememberedPorts() {}

  /**
   * A port for each name: the one used last time, or another where somebody else has taken it
   * meanwhile.
   */
  static Map<String, Integer> of(Path folder, List<String> names) throws IOException {
    Path file = folder.resolve("ports.properties");
    Map<String, String> kept = PrivateProperties.read(file);
    Map<String, Integer> ports = new TreeMap<>();
    for (String name : names) {
      int last = number(kept.getOrDefault(name, ""));
      ports.put(name, isFree(last) && !ports.containsValue(last) ? last : choose(ports));
    }
    Map<String, String> chosen = new TreeMap<>();
    ports.forEach((name, port) -> chosen.put(name, Integer.toString(port)));
    if (!chosen.equals(kept)) {
      PrivateProperties.write(file, chosen);
    }
    return ports;
  }

  private static int choose(Map<String, Integer> taken) throws IOException {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      if (!taken.containsValue(port) && isFree(port)) {
        return port;
      }
    }
    throw new IOException(
        "Expected a free port between %d and %d, but found none".formatted(FIRST, LAST));
  }

  private static boolean isFree(int port) {
    if (port < 1 || port > 65_535) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException damaged) {
      return 0;
    }
  }
}
