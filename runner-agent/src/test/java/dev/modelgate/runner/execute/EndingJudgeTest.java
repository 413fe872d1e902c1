package dev.modelgate.runner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.runner.claim.AttemptOutcome;
import dev.modelgate.runner.claim.Ending;
import dev.modelgate.runner.claim.StopReason;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a job that ended. */
class EndingJudgeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // exit | rebooted | memory | refused | outcome | code | words
        "0   | false | false | false | SUCCEEDED           | 0   |",
        "0   | false | true  | false | SUCCEEDED           | 0   |",
        "1   | false | false | false | FAILED              | 1   |",
        "125 | false | false | false | FAILED              | 125 |",
        "125 | false | false | true  | INFRASTRUCTURE_LOST |     | could not be entered",
        "126 | false | false | false | FAILED              | 126 | may not run",
        "127 | false | false | false | FAILED              | 127 | cannot find",
        "137 | false | false | false | FAILED              | 137 | signal 9",
        "137 | false | true  | false | FAILED              | 137 | for want of memory",
        "139 | false | false | false | FAILED              | 139 | signal 11",
        "255 | false | false | false | FAILED              | 255 |",
        "    | false | false | false | INFRASTRUCTURE_LOST |     | without a word",
        "0   | true  | false | false | INFRASTRUCTURE_LOST |     | started again",
        "    | true  | false | false | INFRASTRUCTURE_LOST |     | started again",
      })
  void tellsTheModelsFailureFromTheHosts(
      Integer exit,
      boolean rebooted,
      boolean memory,
      boolean refused,
      AttemptOutcome outcome,
      Integer code,
      String words) {
    OptionalInt status = exit == null ? OptionalInt.empty() : OptionalInt.of(exit);

    Ending ending = EndingJudge.ended(status, rebooted, memory, refused);

    assertThat(ending.outcome()).isEqualTo(outcome);
    assertThat(ending.exitCode()).isEqualTo(code);
    if (words == null) {
      assertThat(ending.message()).isNull();
    } else {
      assertThat(ending.message()).contains(words);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CANCELLED, CANCELLED",
    "SUPERSEDED, SUPERSEDED",
    "TIMED_OUT, TIMED_OUT",
    "FENCED, INFRASTRUCTURE_LOST"
  })
  void namesTheReasonOfAnAttemptThatWasStopped(StopReason reason, AttemptOutcome outcome) {
    Ending ending = EndingJudge.stopped(reason, Duration.ofHours(24));

    assertThat(ending.outcome()).isEqualTo(outcome);
    assertThat(ending.exitCode()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"PT24H, 24 h", "PT90M, 90 min", "PT10M, 10 min", "PT5S, 5 s"})
  void saysInWordsHowLongAJobMayRun(Duration longest, String words) {
    assertThat(EndingJudge.stopped(StopReason.TIMED_OUT, longest).message()).contains(words);
  }

  @Test
  void passesOnWhyNoSupervisorStarted() {
    assertThat(EndingJudge.couldNotStart("mkfifo: disk full").message())
        .endsWith("none did: mkfifo: disk full");
  }
}
