package dev.modelgate.checks.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.MeasuredNumber;
import dev.modelgate.checks.intake.MetricDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Which number of the ledger counts. */
class BaselineSelectorTest {

  private static final MetricDefinition MEAN =
      new MetricDefinition("tensorflow", "accuracy", "", "", "mean");
  private static final MetricDefinition LAST =
      new MetricDefinition("tensorflow", "accuracy", "", "", "last");
  private static final Check CHECK =
      new Check("tensorflow:accuracy", MEAN, List.of(), null, null, null, false, false, true, 1);

  @Test
  void hasNoneBeforeAnythingWasPromoted() {
    assertThat(BaselineSelector.select(List.of(), CHECK)).isEmpty();
    assertThat(BaselineSelector.otherwiseDefined(List.of(), CHECK)).isEmpty();
  }

  @Property
  void choosesTheFurthestAlongTheBranchInWhateverOrderTheyArrived(@ForAll Random random) {
    BaselineNumber newest = number(MEAN, 7, 1, 4);
    List<BaselineNumber> history =
        new ArrayList<>(
            List.of(number(MEAN, 1, 0, 9), number(MEAN, 7, 0, 8), newest, number(MEAN, 7, 1, 3)));
    Collections.shuffle(history, random);

    assertThat(BaselineSelector.select(history, CHECK)).contains(newest);
  }

  @Test
  void passesOverANewerNumberThatMeansSomethingElse() {
    BaselineNumber mean = number(MEAN, 1, 0, 1);
    BaselineNumber last = number(LAST, 2, 0, 2);

    assertThat(BaselineSelector.select(List.of(mean, last), CHECK)).contains(mean);
    assertThat(BaselineSelector.select(List.of(last), CHECK)).isEmpty();
    assertThat(BaselineSelector.otherwiseDefined(List.of(last), CHECK)).contains(last);
  }

  private static BaselineNumber number(
      MetricDefinition definition, long sequence, int index, int runNumber) {
    return new BaselineNumber(
        CHECK.key(),
        new MeasuredNumber("0.976", definition),
        new EntryId("entry-" + runNumber),
        runNumber,
        "refs/heads/main",
        "3f9c2ab",
        new BranchPosition("main", sequence, index));
  }
}
