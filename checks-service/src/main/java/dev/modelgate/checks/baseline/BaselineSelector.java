package dev.modelgate.checks.baseline;

import dev.modelgate.checks.intake.ExperimentId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses what a result is compared with. */
public final class BaselineSelector {

  /** Furthest along the branch; of one commit that ran several times, the latest run. */
  private static final Comparator<BaselineEntry> NEWEST =
      Comparator.comparing(BaselineEntry::position)
          .thenComparingInt(entry -> entry.result().runNumber());

  private BaselineSelector() {}

  /** The newest entry that is not the judged result itself. */
  public static Optional<BaselineEntry> select(List<BaselineEntry> history, ExperimentId judged) {
    return history.stream()
        .filter(entry -> !entry.result().experiment().equals(judged))
        .max(NEWEST);
  }
}
