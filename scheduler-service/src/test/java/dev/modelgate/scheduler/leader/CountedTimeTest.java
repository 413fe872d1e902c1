package dev.modelgate.scheduler.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CountedTimeTest {

  private final AtomicLong nanos = new AtomicLong(-7);
  private final CountedTime time = new CountedTime(nanos::get);

  private void looked(int secondsLater, boolean everythingRead) {
    nanos.addAndGet(Duration.ofSeconds(secondsLater).toNanos());
    time.looked(everythingRead);
  }

  @Test
  void countsBetweenTwoLooksThatFoundEverythingRead() {
    looked(1, true);
    looked(1, true);
    looked(2, true);

    assertThat(time.now()).isEqualTo(Duration.ofSeconds(3));
    assertThat(time.isHearing()).isTrue();
  }

  @Test
  void standsStillWhileKafkaIsAway() {
    looked(1, true);
    looked(1, true);
    looked(1, false);
    looked(60, false);
    looked(1, true);
    assertThat(time.now()).isEqualTo(Duration.ofSeconds(1));
    looked(1, true);
    assertThat(time.now()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void standsStillWhileThisProcessIsStopped() {
    looked(1, true);
    looked(600, true);

    assertThat(time.now()).isEqualTo(Duration.ZERO);
  }

  @Test
  void isDeafWhenTheLastLookFoundSomethingUnread() {
    looked(1, true);
    looked(1, false);

    assertThat(time.isHearing()).isFalse();
  }
}
