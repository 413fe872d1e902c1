package dev.modelgate.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the demo prints of a run's checks. */
class CheckLinesTest {

  private final ObjectMapper json = new ObjectMapper();
  private final ObjectNode run = json.createObjectNode().put("sentence", "passed, no checks");
  private final ObjectNode check =
      run.putArray("experiments").addObject().putArray("checks").addObject();

  @Test
  void saysOneRangeInOneLineWithItsAggregate() {
    check
        .put("key", "tensorflow:accuracy")
        .put("aggregate", "mean")
        .put("value", "0.9911")
        .put("target", "0.99..1.00")
        .put("boundsMet", false);
    check.putArray("bounds").add(bound("above", "0.99")).add(bound("below", "1.00"));

    assertThat(CheckLines.of(run))
        .containsExactly("accuracy (mean) 0.991 target in 0.99..1.00     not met");
  }

  @Test
  void showsABaselineThatNobodyJudges() {
    check.put("key", "tensorflow:loss").put("value", "0.4").putNull("boundsMet");
    check.putObject("baseline").put("value", "0.5");

    assertThat(CheckLines.of(run))
        .containsExactly("loss 0.400           baseline 0.500           -20.0 % against main");
  }

  @Test
  void saysWhatAFixedTargetDoesNotSee() {
    check
        .put("key", "json:metrics.json:/accuracy")
        .put("value", "0.948")
        .put("boundsMet", true)
        .put("comparisonMet", false);
    check.putArray("bounds").add(bound("at-least", "0.90"));
    check.putObject("baseline").put("value", "0.976");
    check.putObject("comparison").put("better", "higher");

    assertThat(CheckLines.of(run))
        .containsExactly(
            "accuracy 0.948       target at least 0.90     met",
            "accuracy 0.948       baseline 0.976           2.9 % worse than main: this is what a fixed"
                + " target does not see");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "1e999999999", "\u001b[2J", ""})
  void staysCalmWhateverTheValueIs(String value) {
    check.put("key", "tensorflow:\u001b[2Jx").put("value", value);
    check.putArray("bounds").add(bound("above", value));
    check.putObject("baseline").put("value", value);

    List<String> lines = CheckLines.of(run);

    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.codePoints()).noneMatch(Character::isISOControl));
  }

  private ObjectNode bound(String operator, String value) {
    return json.createObjectNode().put("operator", operator).put("value", value);
  }
}
