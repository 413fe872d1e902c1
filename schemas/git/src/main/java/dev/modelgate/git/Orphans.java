package dev.modelgate.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds and kills the programs that outlived the process of ours that started them. */
final class Orphans {

  private static final long PAUSE_MILLIS = 10;

  private Orphans() {}

  /**
   * Kills every process whose environment has exactly this entry, and waits until they are gone.
   *
   * @param entry {@code NAME=value}, as {@code /proc} shows it
   */
  static void kill(String entry, Deadline deadline) throws IOException, InterruptedException {
    List<ProcessHandle> left = find(entry);
    while (!left.isEmpty()) {
      left.forEach(ProcessHandle::destroyForcibly);
      if (deadline.isOver()) {
        throw new GitException(
            GitException.Kind.TIMED_OUT,
            "Expected to end what a crash left running, but processes stay: " + left);
      }
      Thread.sleep(PAUSE_MILLIS);
      left = find(entry);
    }
  }

  /** The processes that have this entry. */
  static List<ProcessHandle> find(String entry) throws IOException {
    byte[] wanted = entry.getBytes(StandardCharsets.UTF_8);
    List<ProcessHandle> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
      for (Path process : processes) {
        if (has(process.resolve("environ"), wanted)) {
          ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
              .filter(handle -> handle.pid() != ProcessHandle.current().pid())
              .ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static boolean has(Path environ, byte[] wanted) {
    byte[] environment;
    try {
      environment = Files.readAllBytes(environ);
    } catch (IOException e) {
      // It ended meanwhile, or it is not ours; neither can be an orphan that we may kill.
      return false;
    }
    int from = 0;
    for (int at = 0; at < environment.length; at++) {
      if (environment[at] == 0) {
        if (Arrays.equals(environment, from, at, wanted, 0, wanted.length)) {
          return true;
        }
        from = at + 1;
      }
    }
    return false;
  }
}
