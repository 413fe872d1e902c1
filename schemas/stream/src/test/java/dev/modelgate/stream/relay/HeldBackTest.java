package dev.modelgate.stream.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What cannot be sent waits alone, for longer each time. */
class HeldBackTest {

  private final HeldBack heldBack = new HeldBack();

  @Test
  void waitsTwiceAsLongEachTimeUpToHalfAMinute() {
    long now = 0;
    for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      heldBack.failed("topic", now);
      long end = now + Duration.ofSeconds(seconds).toNanos();
      assertThat(heldBack.at(end - 1)).containsExactly("topic");
      assertThat(heldBack.at(end)).isEmpty();
      now = end;
    }
  }

  @Test
  void forgetsTheFailuresOfATopicAndOfAKeyOnceSomethingOfItWasSent() {
    heldBack.failed("topic", 0);
    heldBack.failed(HeldBack.keyOf("topic", "key"), 0);
    assertThat(heldBack.sent("other", "key")).isFalse();
    assertThat(heldBack.sent("topic", "key")).isTrue();
    assertThat(heldBack.isEmpty()).isTrue();
  }
}
