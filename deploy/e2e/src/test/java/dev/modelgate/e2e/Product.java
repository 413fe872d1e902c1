package dev.modelgate.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The product as a process of its own, with the jars that the launcher would run. */
final class Product {

  private Product() {}

  /**
   * A command that was started.
   *
   * @param process its process
   * @param output where its output goes
   */
  record Started(Process process, Path output) implements AutoCloseable {

    /** Everything that it printed so far. */
    String printed() {
      try {
        return Files.readString(output);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Its exit code. */
    int ended(long seconds) throws InterruptedException {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new AssertionError(
            "Expected the command to end within " + seconds + " s, but it did not:\n" + printed());
      }
      return process.exitValue();
    }

    /** Kills it as a power cut would. */
    void kill9() throws InterruptedException {
      process.destroyForcibly();
      process.waitFor();
    }

    @Override
    public void close() {
      process.destroy();
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The folder with the product's jars. */
  static Path lib() {
    Path lib = Path.of(System.getProperty("modelgate.app.lib", "../standalone/target/app/lib"));
    if (!Files.isDirectory(lib)) {
      throw new AssertionError("Expected the built product in " + lib + ", but there is none");
    }
    return lib.toAbsolutePath().normalize();
  }

  /** Starts {@code modelgate} with the given arguments. */
  static Started start(Path output, Map<String, String> environment, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                lib() + "/*",
                "dev.modelgate.standalone.Modelgate"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()));
    builder.environment().putAll(environment);
    try {
      return new Started(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
