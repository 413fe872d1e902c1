package dev.modelgate.reporter;

import dev.modelgate.reporter.api.RunWatch;
import dev.modelgate.reporter.intake.PlanAnswer;
import dev.modelgate.reporter.intake.QueueState;
import dev.modelgate.reporter.intake.RunFact;
import dev.modelgate.reporter.store.CommitStore;
import dev.modelgate.reporter.store.ProjectStore;
import dev.modelgate.reporter.store.QueueStore;
import dev.modelgate.reporter.store.RunStore;
import dev.modelgate.stream.Signals;
import jakarta.inject.Singleton;

/**
 * Makes the outside world agree with the verdicts: adds what was heard to what is known of the run
 * or the commit, whatever the order, asks for the note that follows from it, and tells whoever
 * watches.
 */
@Singleton
final class RunFlow {

  private final ProjectStore projects;
  private final CommitStore commits;
  private final RunStore runs;
  private final QueueStore queue;
  private final NoteFlow notes;
  private final Signals signals;

  RunFlow(
      ProjectStore projects,
      CommitStore commits,
      RunStore runs,
      QueueStore queue,
      NoteFlow notes,
      Signals signals) {
    this.projects = projects;
    this.commits = commits;
    this.runs = runs;
    this.queue = queue;
    this.notes = notes;
    this.signals = signals;
  }

  /** Workflows run: each run is known from now on. */
  void on(PlanAnswer.Planned planned) {
    projects.lock(planned.project());
    commits.add(planned);
    planned.runs().forEach(runs::add);
    signals.send(RunWatch.SIGNAL);
    notes.reconsider(planned.project(), planned.sha());
  }

  /** Nothing runs, and the commit says why. */
  void on(PlanAnswer.Declined declined) {
    projects.lock(declined.project());
    commits.add(declined);
    if (declined.sha() != null) {
      notes.reconsider(declined.project(), declined.sha());
    }
  }

  /** A run went on. */
  void on(RunFact fact) {
    projects.lock(fact.run().project());
    runs.add(fact);
    signals.send(RunWatch.SIGNAL);
    notes.reconsider(fact.run().project(), fact.run().sha());
  }

  /** The queue went on, and runs may wait for another reason. */
  void on(QueueState state) {
    queue.said(state);
    signals.send(RunWatch.SIGNAL);
  }
}
