package dev.modelgate.runner.claim;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** An attempt in memory: its folder, what it is doing, and a way to wake whoever runs it. */
public final class HeldAttempt {

  private final AttemptFolder folder;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile AttemptPhase phase;
  private volatile boolean reported;
  private volatile @Nullable StopReason stop;

  public HeldAttempt(AttemptFolder folder) {
    this.folder = folder;
    boolean ended = folder.stage().step() == Stage.Step.FINISHED;
    this.stop = folder.stop().orElse(null);
    this.phase = ended ? AttemptPhase.ENDED : AttemptPhase.CHECKING_OUT;
  }

  public AttemptFolder folder() {
    return folder;
  }

  public AttemptKey key() {
    return folder.key();
  }

  public AttemptPhase phase() {
    return phase;
  }

  public void phase(AttemptPhase next) {
    phase = next;
  }

  /** Whether its job is over, and all that is to be said about it is written down. */
  public boolean isEnded() {
    return phase == AttemptPhase.ENDED;
  }

  /** Whether its end was said and acknowledged; only pieces of its log may be left to send. */
  public boolean isReported() {
    return reported;
  }

  public void reported() {
    reported = true;
  }

  /** Asks for its end; durable before whoever runs it is woken. */
  public void stop(StopReason reason) {
    lock.lock();
    try {
      folder.stop(reason);
      stop = folder.stop().orElse(null);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public Optional<StopReason> stopReason() {
    return Optional.ofNullable(stop);
  }

  /** Waits until somebody asks for its end or calls {@link #wake}, at most that long. */
  public void awaitChange(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      // Waking up early is harmless: whoever waits looks at everything again.
      boolean ignored = changed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      lock.unlock();
    }
  }

  /** Wakes whoever waits for a change, so that the agent can end. */
  public void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
