package dev.modelgate.reporter.api;

import dev.modelgate.stream.Signals;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Tells viewers on this instance that runs changed, whichever instance changed them. */
@Singleton
public final class RunWatch {

  /** What is signalled when a run's read model changes. */
  public static final String SIGNAL = "runs";

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long version;

  RunWatch(Signals signals) {
    signals.on(SIGNAL, this::wake);
  }

  /** Counts signals. */
  long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a signal after that version; a signal may be lost, so not for ever. */
  void await(long seen, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (version == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      version++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
