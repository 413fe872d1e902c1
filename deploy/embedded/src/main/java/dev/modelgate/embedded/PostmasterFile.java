package dev.modelgate.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a postmaster says of itself in its data folder (postmaster.pid): in the first line its
 * process number, in the eighth its state. The file stays when the postmaster is killed.
 */
final class PostmasterFile {
  private static final int STATE_LINE = 7;

  private final Path data;
  private final Path file;

  PostmasterFile(Path data) {
    this.data = data;
    this.file = data.resolve("postmaster.pid");
  }

  boolean exists() {
    return Files.exists(file);
  }

  boolean saysReady(long pid) throws IOException {
    List<String> lines = lines();
    return lines.size() > STATE_LINE
        && lines.getFirst().strip().equals(Long.toString(pid))
        && lines.get(STATE_LINE).strip().equals("ready");
  }

  /**
   * The number may by now be anybody's, so its process must also say that it serves this folder.
   */
  boolean namesItsPostmaster() throws IOException {
    try {
      Path process = process(lines());
      String commandLine =
          new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
      List<String> words = List.of(commandLine.split("\0"));
      return words.getFirst().endsWith("postgres") && words.contains(data.toString());
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /**
   * Where the number belongs to another process by now, PostgreSQL would take that one for itself
   * and refuse to start. It never takes its own parent for itself, so the parent's number goes in;
   * the rest stays, for from it PostgreSQL sees whether its predecessor's memory is still in use.
   */
  void disownStranger() throws IOException {
    List<String> lines = lines();
    if (!exists()) {
      return;
    }
    if (lines.isEmpty() || !lines.getFirst().strip().matches("[1-9][0-9]{0,9}")) {
      Files.deleteIfExists(file); // lost its content in a crash
    } else if (Files.exists(process(lines))) {
      List<String> changed = new ArrayList<>(lines);
      changed.set(0, Long.toString(ProcessHandle.current().pid()));
      Files.write(file, changed, StandardCharsets.UTF_8);
    }
  }

  private static Path process(List<String> lines) {
    return Path.of("/proc", lines.isEmpty() ? "none" : lines.getFirst().strip());
  }

  private List<String> lines() throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (NoSuchFileException absent) {
      return List.of();
    }
  }
}
