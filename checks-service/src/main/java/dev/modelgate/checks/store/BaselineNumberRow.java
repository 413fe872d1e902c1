package dev.modelgate.checks.store;

import dev.modelgate.checks.baseline.BaselineNumber;
import dev.modelgate.checks.baseline.BranchPosition;
import dev.modelgate.checks.baseline.EntryId;
import dev.modelgate.checks.intake.MeasuredNumber;
import dev.modelgate.checks.intake.MetricDefinition;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * A number of an entry in the baseline ledger.
 *
 * @param metric its key
 * @param name of the metric within its source
 * @param sequence where the commit is on the branch today, as {@code place}
 */
@Introspected
record BaselineNumberRow(
    String metric,
    String value,
    String source,
    String name,
    String file,
    String pointer,
    @Nullable String aggregate,
    String entryId,
    int runNumber,
    String ref,
    String sha,
    String branch,
    long sequence,
    int place) {

  BaselineNumber number() {
    return new BaselineNumber(
        metric,
        new MeasuredNumber(value, new MetricDefinition(source, name, file, pointer, aggregate)),
        new EntryId(entryId),
        runNumber,
        ref,
        sha,
        new BranchPosition(branch, sequence, place));
  }
}
