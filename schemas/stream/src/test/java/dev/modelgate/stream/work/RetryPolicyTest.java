package dev.modelgate.stream.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.stream.GiveUp;
import dev.modelgate.stream.RetryLater;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from a task's exception. */
class RetryPolicyTest {

  private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration PATIENCE = Duration.ofHours(1);

  @ParameterizedTest
  @CsvSource({"1, 500", "2, 1000", "5, 8000", "8, 60000", "100, 60000"})
  void waitsLongerAfterEachFailure(int attempt, long milliseconds) {
    assertThat(after(new IOException("no route"), attempt, CREATED))
        .isEqualTo(new Verdict.Again(Duration.ofMillis(milliseconds), "no route"));
  }

  @Test
  void givesUpWhenTheTimeIsOverAndNotBefore() {
    IOException failure = new IOException("no route");
    assertThat(after(failure, 9, CREATED.plus(PATIENCE).minusMillis(1)))
        .isInstanceOf(Verdict.Again.class);
    assertThat(after(failure, 9, CREATED.plus(PATIENCE))).isEqualTo(new Verdict.Over("no route"));
  }

  @Test
  void doesWhatTheTaskAsksFor() {
    assertThat(after(new GiveUp("gone for good"), 1, CREATED))
        .isEqualTo(new Verdict.Over("gone for good"));
    assertThat(after(new RetryLater(Duration.ofMinutes(7), "rate limit"), 1, CREATED))
        .isEqualTo(new Verdict.Again(Duration.ofMinutes(7), "rate limit"));
    assertThat(after(new RetryLater(Duration.ofDays(999), "x"), 1, CREATED))
        .isEqualTo(new Verdict.Again(Duration.ofDays(1), "x"));
    assertThat(after(new RetryLater(Duration.ofSeconds(-1), "x"), 1, CREATED))
        .isEqualTo(new Verdict.Again(Duration.ofMillis(100), "x"));
  }

  @Test
  void saysSomethingAlsoWhereTheExceptionDoesNot() {
    Verdict verdict = after(new IllegalStateException(), 1, CREATED);
    assertThat(((Verdict.Again) verdict).reason()).startsWith("IllegalStateException at ");
  }

  private static Verdict after(Throwable failure, int attempt, Instant now) {
    return RetryPolicy.after(failure, attempt, CREATED, PATIENCE, now, 0);
  }
}
