package dev.modelgate.checks.store;

import dev.modelgate.checks.baseline.BaselineEntry;
import dev.modelgate.checks.baseline.BaselineKey;
import dev.modelgate.checks.baseline.BaselineNumber;
import dev.modelgate.checks.baseline.BranchPosition;
import dev.modelgate.checks.baseline.PassedResult;
import dev.modelgate.checks.intake.AdvancedBranch;
import dev.modelgate.checks.intake.Check;
import dev.modelgate.checks.intake.ProjectId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The baseline ledger and how far the default branches are. Everything here needs a transaction
 * around it.
 */
@Singleton
public final class LedgerStore {

  private final BaselineEntryRows entries;
  private final BranchCommitRows commits;

  LedgerStore(BaselineEntryRows entries, BranchCommitRows commits) {
    this.entries = entries;
    this.commits = commits;
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

  /** What a history has to compare with the checks' numbers: the newest of each meaning. */
  public List<BaselineNumber> historyOf(BaselineKey key, List<Check> checks) {
    return checks.isEmpty()
        ? List.of()
        : entries
            .findNewest(
                key.project().value(),
                key.workflow(),
                key.step(),
                checks.stream().map(Check::key).distinct().toArray(String[]::new))
            .stream()
            .map(BaselineNumberRow::number)
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
}
