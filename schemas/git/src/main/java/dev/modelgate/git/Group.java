package dev.modelgate.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A program and everything it started, as the kernel keeps them together. */
record Group(long leader) {

  private static final Duration TO_DIE = Duration.ofSeconds(5);
  private static final long PAUSE_MILLIS = 5;

  /**
   * Kills all of it, and waits until none can write any more, because locks are given back next.
   *
   * @param process the leader, in case the group was not made yet
   */
  void kill(Process process) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- \"-$1\"", "sh", "" + leader)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .onExit()
          .join();
      process.destroyForcibly().onExit().join();
      Deadline deadline = Deadline.after(TO_DIE);
      while (isAlive() && !deadline.isOver()) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAlive() throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
      for (Path process : processes) {
        if (isAliveMember(process.resolve("stat"))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The file reads "pid (name) state parent group …"; a name may hold anything. */
  private boolean isAliveMember(Path stat) {
    try {
      String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", 4);
      return !fields[0].equals("Z") && !fields[0].equals("X") && fields[2].equals("" + leader);
    } catch (IOException e) {
      return false;
    }
  }
}
