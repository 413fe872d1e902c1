package dev.modelgate.scheduler.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.lease.LeaseReview.Finding;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeaseReviewTest {

  private static final LeaseRules RULES =
      new LeaseRules(
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          3);

  /** Times in seconds of the counting clock. */
  record Row(
      String sentence,
      boolean started,
      boolean cancelling,
      int commanded,
      int listed,
      int heard,
      int now,
      Finding finding) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  static Stream<Row> rows() {
    Finding fine = new Finding.Fine();
    Finding gone = new Finding.IsLost("Runner gpu-1 does not hold the attempt any more.");
    Finding silent = new Finding.IsLost("Runner gpu-1 was not heard of for 10 min.");
    return Stream.of(
        new Row("just sent", false, false, 100, 100, 100, 101, fine),
        new Row(
            "not in the heartbeat of five seconds later", false, false, 100, 100, 105, 106, fine),
        new Row(
            "never taken, so it is sent again",
            false,
            false,
            100,
            100,
            110,
            110,
            new Finding.SendAgain()),
        new Row("sent again just now", false, false, 110, 100, 115, 116, fine),
        new Row("sent again and again", false, false, 110, 100, 121, 122, new Finding.SendAgain()),
        new Row("taken and listed", false, false, 100, 120, 120, 124, fine),
        new Row(
            "taken and forgotten before the start",
            false,
            false,
            100,
            120,
            130,
            130,
            new Finding.SendAgain()),
        new Row(
            "never taken for ten minutes",
            false,
            false,
            695,
            100,
            700,
            700,
            new Finding.IsLost("Runner gpu-1 did not take the attempt.")),
        new Row("runs", true, false, 100, 500, 500, 504, fine),
        new Row("runs, and two heartbeats miss it", true, false, 100, 500, 510, 512, fine),
        new Row("a restarted agent has lost a running job", true, false, 100, 500, 515, 515, gone),
        new Row("silent for nine minutes", true, false, 100, 500, 500, 1099, fine),
        new Row("silent for ten minutes", true, false, 100, 500, 500, 1100, silent),
        new Row("not started, silent for ten minutes", false, false, 500, 500, 500, 1100, silent),
        new Row(
            "told to end, still runs", true, true, 100, 110, 110, 111, new Finding.CancelAgain()),
        new Row("told to end just now", true, true, 100, 105, 105, 106, fine),
        new Row("told to end, never taken", false, true, 100, 100, 115, 115, gone),
        new Row("told to end and gone", true, true, 100, 100, 115, 115, gone));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void reviews(Row row) {
    LiveAttempt attempt =
        new LiveAttempt(
            "a",
            "e",
            "r",
            1,
            row.started(),
            row.cancelling(),
            Duration.ofSeconds(row.commanded()),
            Duration.ofSeconds(row.listed()));

    assertThat(
            LeaseReview.review(
                attempt,
                "gpu-1",
                Duration.ofSeconds(row.heard()),
                Duration.ofSeconds(row.now()),
                RULES))
        .isEqualTo(row.finding());
  }

  @Test
  void givesNothingNewToAHostThatWasSilentForAMinute() {
    assertThat(LeaseReview.isKnown(Duration.ofSeconds(59), RULES)).isTrue();
    assertThat(LeaseReview.isKnown(Duration.ofSeconds(60), RULES)).isFalse();
  }
}
