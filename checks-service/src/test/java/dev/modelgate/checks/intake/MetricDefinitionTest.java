package dev.modelgate.checks.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a key says of a number that no check names. */
class MetricDefinitionTest {

  @ParameterizedTest
  @CsvSource({
    "json:metrics.json:/accuracy, json, '', metrics.json, /accuracy",
    "json:out/metrics.json:/a:b/0, json, '', out/metrics.json, /a:b/0",
    "json:metrics.json, json, metrics.json, '', ''",
    "tensorflow:train/epoch:loss, tensorflow, train/epoch:loss, '', ''",
    "custom:latency, custom, latency, '', ''",
    "accuracy, '', accuracy, '', ''",
  })
  void standsInTheKeyAsInThatOfACheck(
      String key, String source, String name, String file, String pointer) {
    assertThat(MetricDefinition.ofKey(key, null))
        .isEqualTo(new MetricDefinition(source, name, file, pointer, null));
  }
}
