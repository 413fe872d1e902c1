package dev.modelgate.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The file PostgreSQL writes its log to, kept to a readable size from start to start. */
record PostgresLog(Path file) {
  private static final long LIMIT_BYTES = 10L * 1024 * 1024;

  /**
   * Makes it where it is missing, for its owner only, because statements stand in it; puts a long
   * one aside.
   */
  static PostgresLog in(Path home) throws IOException {
    Path file = home.resolve("postgres.log");
    if (Files.exists(file) && Files.size(file) > LIMIT_BYTES) {
      Files.move(file, home.resolve("postgres.log.old"), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    return new PostgresLog(file);
  }

  /** The last error, or the last word of all where there is none. */
  String lastProblem() throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList()
            .reversed();
    return lines.stream()
        .limit(20)
        .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
        .findFirst()
        .orElse(lines.isEmpty() ? "no word in its log" : lines.getFirst());
  }
}
