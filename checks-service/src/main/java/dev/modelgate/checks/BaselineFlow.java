package dev.modelgate.checks;

import dev.modelgate.checks.baseline.BaselineEntry;
import dev.modelgate.checks.baseline.BranchPosition;
import dev.modelgate.checks.baseline.EntryId;
import dev.modelgate.checks.baseline.PassedResult;
import dev.modelgate.checks.intake.AdvancedBranch;
import dev.modelgate.checks.intake.FinishedExperiment;
import dev.modelgate.checks.intake.Project;
import dev.modelgate.checks.store.LedgerStore;
import dev.modelgate.checks.store.ResultStore;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.stream.Ids;
import dev.modelgate.stream.Outbox;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * The checks-service turns finished experiments into verdicts; this is what it compares them with.
 *
 * <p>A passed result becomes a baseline when its commit is on the default branch, whichever is
 * heard of first: the result or the branch.
 */
@Singleton
final class BaselineFlow {

  private final ResultStore results;
  private final LedgerStore ledger;
  private final Outbox outbox;
  private final Clock clock;

  BaselineFlow(ResultStore results, LedgerStore ledger, Outbox outbox, Clock clock) {
    this.results = results;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** The default branch moved: results of the commits that it gained are promoted. */
  void on(AdvancedBranch advanced) {
    ledger.advance(advanced);
    for (PassedResult result : results.promotable(advanced.project().id(), advanced.commits())) {
      ledger
          .positionOf(advanced.project().id(), result.sha())
          .ifPresent(position -> promote(result, position, advanced.project(), advanced.eventId()));
    }
  }

  /** A result passed: it is promoted where the default branch has its commit already. */
  void onPassed(FinishedExperiment experiment) {
    Project project = experiment.run().project();
    ledger
        .positionOf(project.id(), experiment.run().sha())
        .ifPresent(
            position ->
                promote(PassedResult.of(experiment), position, project, experiment.eventId()));
  }

  private void promote(
      PassedResult result, BranchPosition position, Project project, String causedBy) {
    EntryId id = new EntryId(Ids.derived("baseline-entry", result.experiment().value()));
    BaselineEntry entry = new BaselineEntry(id, result, position);
    Instant now = clock.instant();
    ledger.append(entry, now);
    outbox.add(
        Topic.CHECK_RESULTS,
        project.id().value(),
        VerdictCodec.promoted(entry, project, causedBy, now));
  }
}
