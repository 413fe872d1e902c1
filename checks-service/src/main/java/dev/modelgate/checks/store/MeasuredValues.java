package dev.modelgate.checks.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what several experiments measured at once. */
final class MeasuredValues {

  private MeasuredValues() {}

  /** By experiment, then by metric. */
  static Map<String, Map<String, String>> of(MeasuredValueRows rows, List<String> experimentIds) {
    Map<String, Map<String, String>> measured = new HashMap<>();
    if (!experimentIds.isEmpty()) {
      for (MeasuredValueRow row : rows.findByExperimentIdIn(experimentIds)) {
        measured
            .computeIfAbsent(row.experimentId(), _ -> new HashMap<>())
            .put(row.metric(), row.value());
      }
    }
    return measured;
  }
}
