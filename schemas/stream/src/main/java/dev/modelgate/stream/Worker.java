package dev.modelgate.stream;

import dev.modelgate.stream.rows.SqlFailures;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does a step again and again, until it is asked to stop: a step that fails is
 * reported and follows again after a pause; a pause ends when somebody wakes it.
 */
public final class Worker {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  /** One step; returns how long to wait before the next, unless woken. */
  @FunctionalInterface
  public interface Step {

    Duration run() throws Exception;
  }

  private final String name;
  private final Step step;
  private final Runnable atEnd;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean awake;
  private int failures;
  private volatile boolean stopping;
  private @Nullable Thread thread;

  /**
   * @param name of the thread
   * @param atEnd runs last, on the same thread; for closing what the steps use
   */
  public Worker(String name, Step step, Runnable atEnd) {
    this.name = name;
    this.step = step;
    this.atEnd = atEnd;
  }

  public void start() {
    thread = Thread.ofPlatform().name(name).daemon(true).start(this::run);
  }

  /** Ends the current pause, or the next one if there is none now. */
  public void wake() {
    lock.lock();
    try {
      awake = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public void askToStop() {
    stopping = true;
    wake();
  }

  public boolean stopping() {
    return stopping;
  }

  /** Waits until the thread has ended; interrupts it after that time, and waits once more. */
  public void awaitStop(Duration atMost) {
    Thread running = thread;
    if (running == null) {
      return;
    }
    try {
      if (!running.join(atMost)) {
        LOG.warn("stopping takes long, interrupting thread={}", name);
        running.interrupt();
        running.join(atMost);
      }
    } catch (InterruptedException e) {
      running.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopping) {
        pause(once());
      }
    } finally {
      atEnd.run();
    }
  }

  private Duration once() {
    try {
      Duration pause = step.run();
      failures = 0;
      return pause;
    } catch (InterruptedException e) {
      return Duration.ZERO;
    } catch (Exception | Error e) {
      Collapse.endIf(e);
      if (!stopping) {
        report(e);
      }
      return PAUSE_AFTER_FAILURE;
    }
  }

  /** Once per row of failures; that PostgreSQL is away is an alarm already. */
  private void report(Throwable e) {
    failures++;
    boolean away = SqlFailures.meaningOf(e) != SqlFailures.Meaning.OWN;
    if (failures == 1 && away) {
      LOG.info("step waits for PostgreSQL thread={} cause=\"{}\"", name, Brief.of(e));
    } else if (!away && (failures == 1 || failures % 60 == 0)) {
      LOG.error("step failed thread={} failures={} cause=\"{}\"", name, failures, Brief.of(e));
    }
  }

  private void pause(Duration time) {
    lock.lock();
    try {
      long left = time.toNanos();
      while (!awake && !stopping && left > 0) {
        left = changed.awaitNanos(left);
      }
      awake = false;
    } catch (InterruptedException e) {
      // Only awaitStop interrupts, and then the loop ends by itself.
      return;
    } finally {
      lock.unlock();
    }
  }
}
