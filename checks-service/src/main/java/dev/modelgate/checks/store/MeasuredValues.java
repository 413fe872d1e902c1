package dev.modelgate.checks.store;

import dev.modelgate.checks.intake.MeasuredNumber;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what several experiments measured at once. */
final class MeasuredValues {

  private MeasuredValues() {}

  /** By experiment, then by metric. */
  static Map<String, Map<String, MeasuredNumber>> of(
      MeasuredValueRows rows, List<String> experimentIds) {
    Map<String, Map<String, MeasuredNumber>> measured = new HashMap<>();
    if (!experimentIds.isEmpty()) {
      for (MeasuredValueRow row : rows.findByExperimentIdIn(experimentIds)) {
        measured
            .computeIfAbsent(row.experimentId(), _ -> new HashMap<>())
            .put(row.metric(), row.number());
      }
    }
    return measured;
  }
}
