package dev.modelgate.checks.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.checks.intake.ExperimentId;
import dev.modelgate.checks.intake.ProjectId;
import dev.modelgate.checks.intake.RunId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Which entry of the ledger counts. */
class BaselineSelectorTest {

  private static final ExperimentId JUDGED = new ExperimentId("judged");

  @Test
  void hasNoneBeforeAnythingWasPromoted() {
    assertThat(BaselineSelector.select(List.of(), JUDGED)).isEmpty();
  }

  @Property
  void choosesTheFurthestAlongTheBranchInWhateverOrderTheyArrived(@ForAll Random random) {
    BaselineEntry newest = entry("d", 7, 1, 4);
    List<BaselineEntry> history =
        new ArrayList<>(
            List.of(entry("a", 1, 0, 9), entry("b", 7, 0, 8), newest, entry("c", 7, 1, 3)));
    Collections.shuffle(history, random);

    assertThat(BaselineSelector.select(history, JUDGED)).contains(newest);
  }

  @Test
  void neverComparesAResultWithItself() {
    BaselineEntry other = entry("a", 1, 0, 1);

    assertThat(BaselineSelector.select(List.of(other, entry("judged", 2, 0, 2)), JUDGED))
        .contains(other);
  }

  private static BaselineEntry entry(String experiment, long sequence, int index, int runNumber) {
    PassedResult result =
        new PassedResult(
            new BaselineKey(new ProjectId("p"), "train", "train"),
            new ExperimentId(experiment),
            new RunId("run-" + experiment),
            runNumber,
            "refs/heads/main",
            "3f9c2ab",
            Map.of());
    return new BaselineEntry(
        new EntryId("entry-" + experiment), result, new BranchPosition("main", sequence, index));
  }
}
