package dev.modelgate.runner.report;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does the same work again and again: after a while, or at once when somebody asks. A
 * round that fails is said and tried again, for want of memory, too: the agent must not fall
 * silent.
 */
public final class Rounds implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Rounds.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private final Duration pause;
  private final Runnable round;
  private final Thread thread;
  private boolean wanted;
  private volatile boolean closed;

  private Rounds(String name, Duration pause, Runnable round) {
    this.pause = pause;
    this.round = round;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /** Starts with a round at once. */
  public static Rounds start(String name, Duration pause, Runnable round) {
    Rounds rounds = new Rounds(name, pause, round);
    rounds.thread.start();
    return rounds;
  }

  /** Asks for a round at once. */
  public void ask() {
    lock.lock();
    try {
      wanted = true;
      asked.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Starts no further round; the one under way goes on. */
  public void end() {
    closed = true;
    ask();
  }

  private void run() {
    while (!closed) {
      try {
        round.run();
      } catch (RuntimeException | Error e) {
        if (closed) {
          return;
        }
        log.warn("{}: {}", Thread.currentThread().getName(), e.toString());
      }
      await();
    }
  }

  private void await() {
    lock.lock();
    try {
      if (!wanted && !closed) {
        boolean ignored = asked.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
      wanted = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  /** Ends after the round that is under way. */
  @Override
  public void close() {
    end();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
