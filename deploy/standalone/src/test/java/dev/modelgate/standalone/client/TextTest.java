package dev.modelgate.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the command line words things. */
class TextTest {

  @ParameterizedTest
  @CsvSource({
    "0.973645010398516, 0.97365",
    "0.978645, 0.97864",
    "-12.0, −12",
    "-6.89590123, −6.8959",
    "-7, −7",
    "0.90, 0.9",
    "123456789, 123456789",
    "123456.7, 123460",
    "1.5e-12, 1.5E-12",
    "NaN, NaN",
    "passed, passed"
  })
  void saysNumbersInFiveDigits(String text, String shown) {
    assertThat(Text.figure(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "failed | failed: exit code 1 | exit code 1",
        "passed | passed, 2 checks passed | 2 checks passed",
        "passed | passed | passed",
        "failed | failedly: odd | failedly: odd",
        "'' | running on laptop | running on laptop"
      })
  void doesNotSayTheVerdictTwice(String verdict, String sentence, String shown) {
    assertThat(
            Text.sentence(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("verdict", verdict)
                    .put("sentence", sentence)))
        .isEqualTo(shown);
  }

  @Test
  void cutsWhatDoesNotFit() {
    assertThat(Text.cut("12345", 5)).isEqualTo("12345");
    assertThat(Text.cut("123456", 5)).isEqualTo("1234…");
  }
}
