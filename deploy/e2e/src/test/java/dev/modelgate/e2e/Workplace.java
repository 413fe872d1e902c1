package dev.modelgate.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder of a test that jobs under another account can enter, deleted at the end. */
record Workplace(Path folder) implements AutoCloseable {

  static Workplace create() throws IOException {
    Path folder = Files.createTempDirectory("modelgate-e2e");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Workplace(folder);
  }

  Path of(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
