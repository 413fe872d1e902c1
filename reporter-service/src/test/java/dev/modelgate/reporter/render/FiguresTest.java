package dev.modelgate.reporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource({
    "0.9761904761904762, 0.97619",
    "0.90, 0.9",
    "1, 1",
    "123456, 123456",
    "123456.789, 123457",
    "0.0000001234567, 1.2346e-7",
    "-0.5, −0.5",
    "1e400, 1e400",
    "0e0, 0",
    "NaN, NaN",
    "1e999999999, 1e999999999",
  })
  void showsFiveDigits(String value, String shown) {
    assertThat(Figures.shown(value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0.948, 0.976, −2.9 %",
    "0.979, 0.976, +0.3 %",
    "0.412, 0.118, +249 %",
    "-2, -1, −100 %",
    "1, 1.0, ±0 %",
    "0.5, 0, +0.5",
    "1.00000001, 1, +<0.01 %",
  })
  void saysHowAValueStandsAgainstAnother(String value, String base, String change) {
    assertThat(Figures.change(value, base)).contains(change);
  }

  @Test
  void saysNothingOfWhatIsNoNumber() {
    assertThat(Figures.change("NaN", "1")).isEmpty();
    assertThat(Figures.change("1", "9".repeat(1000))).isEmpty();
  }

  @Property
  void standsAnyText(@ForAll String text, @ForAll String other) {
    assertThat(Figures.shown(text)).hasSizeLessThanOrEqualTo(64);
    assertThat(Figures.change(text, other)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "6200, 6.2 s",
    "42900, 42 s",
    "724000, 12 min 4 s",
    "3600000, 1 h",
    "90061000, 1 d 1 h",
    "-5, 0 s",
  })
  void saysHowLongSomethingTook(long millis, String words) {
    assertThat(Spans.words(Duration.ofMillis(millis))).isEqualTo(words);
  }
}
