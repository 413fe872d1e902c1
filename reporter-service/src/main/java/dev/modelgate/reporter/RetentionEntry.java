package dev.modelgate.reporter;

import dev.modelgate.reporter.bucket.BucketException;
import dev.modelgate.stream.Part;
import dev.modelgate.stream.Worker;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every few minutes whether the sweep through the bucket is due. */
@Singleton
final class RetentionEntry implements Part {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionEntry.class);

  private static final Duration LOOK_EVERY = Duration.ofMinutes(5);

  /** Others want something of the bucket too, and a start has better things to do. */
  private static final Duration BETWEEN_STEPS = Duration.ofMillis(200);

  private final RetentionFlow flow;
  private final Worker worker = new Worker("reporter-retention", this::step, () -> {});
  private boolean begun;

  RetentionEntry(RetentionFlow flow) {
    this.flow = flow;
  }

  private Duration step() {
    if (!begun) {
      begun = true;
      return LOOK_EVERY;
    }
    try {
      return flow.step() ? BETWEEN_STEPS : LOOK_EVERY;
    } catch (BucketException e) {
      LOG.info("retention waits for the bucket cause=\"{}\"", e.getMessage());
      return LOOK_EVERY;
    }
  }

  @Override
  public int place() {
    return 6;
  }

  @Override
  public void start() {
    worker.start();
  }

  @Override
  public void askToStop() {
    worker.askToStop();
  }

  @Override
  public void awaitStop(Duration atMost) {
    worker.awaitStop(atMost);
  }
}
