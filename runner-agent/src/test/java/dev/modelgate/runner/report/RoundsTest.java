package dev.modelgate.runner.report;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Work that is done again and again, whatever becomes of it. */
class RoundsTest {

  @Test
  void goOnAfterARoundForWhichThereWasNoMemory() {
    AtomicInteger rounds = new AtomicInteger();
    try (Rounds running =
        Rounds.start(
            "rounds",
            Duration.ofMillis(10),
            () -> {
              if (rounds.incrementAndGet() == 1) {
                throw new OutOfMemoryError("as if");
              }
            })) {
      await().until(() -> rounds.get() > 2);
      running.ask();
    }
  }
}
