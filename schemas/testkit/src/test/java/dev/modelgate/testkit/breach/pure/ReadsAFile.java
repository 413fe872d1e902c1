package dev.modelgate.testkit.breach.pure;

import java.nio.file.Files;
import java.nio.file.Path;

/** Does I/O in a pure package. */
final class ReadsAFile {

  boolean there(String name) {
    return Files.exists(Path.of(name));
  }
}
