package dev.modelgate.reporter;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.reporter.deliver.NoteTarget;
import dev.modelgate.reporter.deliver.NoteWriter;
import dev.modelgate.reporter.deliver.ReportCodec;
import dev.modelgate.reporter.deliver.RepositoryHost;
import dev.modelgate.reporter.intake.ProjectRef;
import dev.modelgate.reporter.render.CommitReport;
import dev.modelgate.reporter.render.Digest;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.NoteRenderer;
import dev.modelgate.reporter.store.CommitStore;
import dev.modelgate.reporter.store.NoteStore;
import dev.modelgate.reporter.store.ProjectStore;
import dev.modelgate.stream.GiveUp;
import dev.modelgate.stream.Outbox;
import dev.modelgate.stream.RetryLater;
import dev.modelgate.stream.Task;
import dev.modelgate.stream.TaskRequest;
import dev.modelgate.stream.Tasks;
import dev.modelgate.stream.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes the outside world agree with the verdicts: one note on each commit that something was
 * concluded of. Whatever was asked for, what is written is what is known at that moment.
 */
@Singleton
final class NoteFlow {

  static final String TASK = "note";

  /**
   * A verdict may be heard before the end of its experiment; the note waits for it, but not for
   * ever.
   */
  private static final Duration SETTLES_WITHIN = Duration.ofMinutes(5);

  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(500);

  private final ProjectStore projects;
  private final CommitStore commits;
  private final NoteStore notes;
  private final NoteWriter writer;
  private final Links links;
  private final Tasks tasks;
  private final Outbox outbox;
  private final Transactions transactions;
  private final Clock clock;

  NoteFlow(
      ProjectStore projects,
      CommitStore commits,
      NoteStore notes,
      NoteWriter writer,
      Links links,
      Tasks tasks,
      Outbox outbox,
      Transactions transactions,
      Clock clock) {
    this.projects = projects;
    this.commits = commits;
    this.notes = notes;
    this.writer = writer;
    this.links = links;
    this.tasks = tasks;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Asks for the commit's note where it is to say something else than was asked for last. */
  void reconsider(ProjectRef project, String sha) {
    String digest =
        NoteRenderer.render(commits.report(project, sha), links).map(Digest::sha256).orElse("");
    if (!digest.isEmpty() && notes.want(project.id(), sha, digest)) {
      NoteTarget target = new NoteTarget(project.id(), sha);
      tasks.add(
          new TaskRequest(
              TASK,
              project.repository(),
              RepositoryHost.of(project.repository()),
              target.json(),
              target.json()));
    }
  }

  /** Writes the note as it is to be now, and says so once. */
  Runnable carryOut(Task task) throws RetryLater, GiveUp {
    NoteTarget target = NoteTarget.parse(task.payload());
    Wanted wanted = transactions.call(() -> look(target)).orElse(null);
    if (wanted == null) {
      return () -> {};
    }
    Instant patience = task.createdAt().plus(SETTLES_WITHIN);
    if (!wanted.settled() && clock.instant().isBefore(patience)) {
      throw new RetryLater(LOOK_AGAIN_AFTER, "the rest of a verdict is on its way");
    }
    try {
      writer.write(wanted.project(), target.sha(), wanted.text());
    } catch (IllegalArgumentException e) {
      throw new GiveUp(String.valueOf(e.getMessage()));
    }
    return () -> delivered(wanted, target);
  }

  /** The commit's page says from now on why there is no note. */
  void gaveUp(Task task, String reason) {
    NoteTarget target = NoteTarget.parse(task.payload());
    notes.gaveUp(target.projectId(), target.sha(), reason);
  }

  private record Wanted(ProjectRef project, String text, String digest, boolean settled) {}

  /** Empty where nothing is to be written: the project was removed, or the note is there. */
  private Optional<Wanted> look(NoteTarget target) {
    ProjectRef project = projects.present(target.projectId()).orElse(null);
    if (project == null) {
      return Optional.empty();
    }
    CommitReport commit = commits.report(project, target.sha());
    return NoteRenderer.render(commit, links)
        .map(text -> new Wanted(project, text, Digest.sha256(text), commit.settled()))
        .filter(wanted -> !isThere(wanted.digest(), target));
  }

  private boolean isThere(String digest, NoteTarget target) {
    return notes.delivered(target.projectId(), target.sha()).filter(digest::equals).isPresent();
  }

  private void delivered(Wanted wanted, NoteTarget target) {
    Instant now = clock.instant();
    if (notes.deliver(target.projectId(), target.sha(), wanted.digest(), now)) {
      outbox.add(
          Topic.REPORTS,
          target.projectId(),
          ReportCodec.note(wanted.project(), target.sha(), wanted.digest(), now));
    }
  }
}
