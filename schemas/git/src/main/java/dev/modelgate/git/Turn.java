package dev.modelgate.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to write in a folder, held by one thread of one process at a time.
 *
 * <p>A file says that a turn is being taken. Whoever finds it although nobody holds the lock knows
 * that the one before died in the middle: then what it had started is killed before the turn
 * begins, because a git that outlived its parent would go on writing.
 */
final class Turn implements AutoCloseable {

  private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();
  private static final long LONGEST_PAUSE_MILLIS = 200;

  private final Path folder;
  private final ReentrantLock here;
  private final FileChannel channel;
  private final FileLock everywhere;
  private final boolean afterCrash;
  private boolean unfinished;

  private Turn(
      Path folder,
      ReentrantLock here,
      FileChannel channel,
      FileLock everywhere,
      boolean afterCrash) {
    this.folder = folder;
    this.here = here;
    this.channel = channel;
    this.everywhere = everywhere;
    this.afterCrash = afterCrash;
  }

  /** Waits for the turn in a folder, which is made where it is missing. */
  static Turn in(Path folder, Deadline deadline) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path real = folder.toRealPath();
      ReentrantLock here = IN_THIS_PROCESS.computeIfAbsent(real, key -> new ReentrantLock());
      if (!here.tryLock(deadline.millisLeft(), TimeUnit.MILLISECONDS)) {
        throw tooLate(folder);
      }
      boolean taken = false;
      try {
        Turn turn = amongProcesses(real, here, deadline);
        taken = true;
        return turn;
      } finally {
        if (!taken) {
          here.unlock();
        }
      }
    } catch (IOException e) {
      throw GitException.onDisk("Expected to lock " + folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw tooLate(folder);
    }
  }

  private static Turn amongProcesses(Path folder, ReentrantLock here, Deadline deadline)
      throws IOException, InterruptedException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      FileLock lock = channel.tryLock();
      for (long pause = 5; lock == null; pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2)) {
        if (deadline.isOver()) {
          throw tooLate(folder);
        }
        Thread.sleep(pause);
        lock = channel.tryLock();
      }
      boolean afterCrash = Files.exists(folder.resolve("busy"));
      if (afterCrash) {
        Orphans.kill(markOf(folder), deadline);
      } else {
        Files.createFile(folder.resolve("busy"));
      }
      taken = true;
      return new Turn(folder, here, channel, lock, afterCrash);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  /** Whether the turn before ended by a crash, so that locks and halves of files may lie about. */
  boolean isAfterCrash() {
    return afterCrash;
  }

  /** Something was killed in the middle: the next turn has to clean up as after a crash. */
  void leaveUnfinished() {
    unfinished = true;
  }

  /** What the environment of every program started in this turn carries. */
  Map<String, String> mark() {
    String[] mark = markOf(folder).split("=", 2);
    return Map.of(mark[0], mark[1]);
  }

  @Override
  public void close() {
    try (channel) {
      if (!unfinished) {
        Files.deleteIfExists(folder.resolve("busy"));
      }
      everywhere.release();
    } catch (IOException e) {
      throw GitException.onDisk("Expected to unlock " + folder, e);
    } finally {
      here.unlock();
    }
  }

  private static String markOf(Path folder) {
    return "MODELGATE_TURN_IN=" + folder;
  }

  private static GitException tooLate(Path folder) {
    return new GitException(
        GitException.Kind.TIMED_OUT,
        "Expected to get a turn in " + folder + " in time, but another writer holds it");
  }
}
