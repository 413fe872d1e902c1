package dev.modelgate.checks.baseline;

import dev.modelgate.checks.intake.Check;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses what the number of a check is compared with. */
public final class BaselineSelector {

  /** Furthest along the branch; of one commit that ran several times, the latest run. */
  private static final Comparator<BaselineNumber> NEWEST =
      Comparator.comparing(BaselineNumber::position).thenComparingInt(BaselineNumber::runNumber);

  private BaselineSelector() {}

  /** The newest number that means what the check asks for. */
  public static Optional<BaselineNumber> select(List<BaselineNumber> history, Check check) {
    return history.stream()
        .filter(number -> number.metric().equals(check.key()))
        .filter(number -> number.number().definition().equals(check.definition()))
        .max(NEWEST);
  }

  /** The newest number of the check's key that means something else. */
  public static Optional<BaselineNumber> otherwiseDefined(
      List<BaselineNumber> history, Check check) {
    return history.stream()
        .filter(number -> number.metric().equals(check.key()))
        .filter(number -> !number.number().definition().equals(check.definition()))
        .max(NEWEST);
  }
}
