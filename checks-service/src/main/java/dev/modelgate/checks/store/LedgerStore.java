package dev.modelgate.checks.store;

import dev.modelgate.checks.baseline.BaselineEntry;
import dev.modelgate.checks.baseline.BaselineKey;
import dev.modelgate.checks.baseline.BranchPosition;
import dev.modelgate.checks.baseline.EntryId;
import dev.modelgate.checks.baseline.PassedResult;
import dev.modelgate.checks.intake.AdvancedBranch;
import dev.modelgate.checks.intake.ExperimentId;
import dev.modelgate.checks.intake.MeasuredNumber;
import dev.modelgate.checks.intake.ProjectId;
import dev.modelgate.checks.intake.RunId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The baseline ledger and how far the default branches are. Everything here needs a transaction
 * around it.
 */
@Singleton
public final class LedgerStore {

  /** How much of a history is looked at; the newest entry is among them. */
  private static final int NEWEST = 30;

  private final BaselineEntryRows entries;
  private final BranchCommitRows commits;
  private final MeasuredValueRows values;

  LedgerStore(BaselineEntryRows entries, BranchCommitRows commits, MeasuredValueRows values) {
    this.entries = entries;
    this.commits = commits;
    this.values = values;
  }

  /** Keeps which commits the default branch gained. */
  public void advance(AdvancedBranch advanced) {
    commits.put(
        advanced.project().id().value(),
        advanced.branch(),
        advanced.sequence(),
        advanced.commits().toArray(String[]::new));
  }

  /** Where a commit stands on the default branch; empty where it has not reached it. */
  public Optional<BranchPosition> positionOf(ProjectId project, String sha) {
    return commits
        .find(project.value(), sha)
        .map(row -> new BranchPosition(row.branch(), row.sequence(), row.place()));
  }

  /** The newest entries of a history. */
  public List<BaselineEntry> historyOf(BaselineKey key) {
    List<BaselineEntryRow> rows =
        entries.findNewest(key.project().value(), key.workflow(), key.step(), NEWEST);
    Map<String, Map<String, MeasuredNumber>> measured =
        MeasuredValues.of(values, rows.stream().map(BaselineEntryRow::experimentId).toList());
    return rows.stream()
        .map(row -> entry(key, row, measured.getOrDefault(row.experimentId(), Map.of())))
        .toList();
  }

  /** Adds an entry; its result is kept already. */
  public void append(BaselineEntry entry, Instant at) {
    PassedResult result = entry.result();
    entries.save(
        new BaselineEntryRow(
            entry.id().value(),
            result.experiment().value(),
            result.key().project().value(),
            result.key().workflow(),
            result.key().step(),
            result.run().value(),
            result.runNumber(),
            result.ref(),
            result.sha(),
            entry.position().branch(),
            entry.position().sequence(),
            entry.position().index(),
            at));
  }

  private static BaselineEntry entry(
      BaselineKey key, BaselineEntryRow row, Map<String, MeasuredNumber> values) {
    PassedResult result =
        new PassedResult(
            key,
            new ExperimentId(row.experimentId()),
            new RunId(row.runId()),
            row.runNumber(),
            row.ref(),
            row.sha(),
            values);
    return new BaselineEntry(
        new EntryId(row.entryId()),
        result,
        new BranchPosition(row.branch(), row.sequence(), row.place()));
  }
}
