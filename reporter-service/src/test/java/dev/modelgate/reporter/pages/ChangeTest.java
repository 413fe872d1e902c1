package dev.modelgate.reporter.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.reporter.intake.BaselineValue;
import dev.modelgate.reporter.intake.Bound;
import dev.modelgate.reporter.intake.Comparison;
import dev.modelgate.reporter.intake.Verdict;
import dev.modelgate.reporter.render.CheckReport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a change is coloured. */
class ChangeTest {

  private static final Comparison HIGHER = new Comparison(Comparison.Better.HIGHER, "0", true);

  @Test
  void isBetterOrWorseAsTheComparisonSays() {
    assertThat(tone("0.6", HIGHER, Verdict.PASSED)).isEqualTo("better");
    assertThat(tone("0.6", HIGHER, Verdict.FAILED)).isEqualTo("better");
    assertThat(tone("0.4", HIGHER, Verdict.PASSED)).isEqualTo("worse");
    assertThat(tone("0.5", HIGHER, Verdict.FAILED)).isEqualTo("same");
  }

  @Test
  void isWorseOfACheckThatFailedWhereNobodySaidWhichIsBetter() {
    assertThat(tone("0.6", null, Verdict.FAILED)).isEqualTo("worse");
    assertThat(tone("0.6", null, Verdict.PASSED)).isEqualTo("same");
    assertThat(tone("0.6", null, Verdict.SKIPPED)).isEqualTo("same");
  }

  private static String tone(String value, @Nullable Comparison comparison, Verdict verdict) {
    return Change.of(
            new CheckReport(
                "json:metrics.json:/loss",
                null,
                value,
                null,
                verdict,
                List.of(new Bound(Bound.Operator.BELOW, "0.5")),
                null,
                null,
                comparison,
                new BaselineValue("0.5", "3f9c2ab", 1, "refs/heads/main", "main"),
                null,
                null,
                null,
                true))
        .tone();
  }
}
