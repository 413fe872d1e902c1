package dev.modelgate.e2e;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The machine's own programs. */
final class Programs {

  private Programs() {}

  static void run(String... words) throws Exception {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(List.of(words) + ": " + output);
    }
  }
}
