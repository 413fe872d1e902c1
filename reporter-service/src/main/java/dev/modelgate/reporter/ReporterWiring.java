package dev.modelgate.reporter;

import dev.modelgate.events.BaselinePromoted;
import dev.modelgate.events.ChecksEvaluated;
import dev.modelgate.events.ExperimentFinished;
import dev.modelgate.events.ExperimentQueued;
import dev.modelgate.events.ExperimentStarted;
import dev.modelgate.events.PlanDeclined;
import dev.modelgate.events.ProjectRegistered;
import dev.modelgate.events.QueueSnapshot;
import dev.modelgate.events.RunFinished;
import dev.modelgate.events.WorkflowPlanned;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.git.Git;
import dev.modelgate.reporter.deliver.NoteWriter;
import dev.modelgate.reporter.intake.CheckCodec;
import dev.modelgate.reporter.intake.ExperimentCodec;
import dev.modelgate.reporter.intake.PlanCodec;
import dev.modelgate.reporter.intake.ProjectCodec;
import dev.modelgate.reporter.intake.QueueCodec;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.retention.Retention;
import dev.modelgate.reporter.store.ProjectStore;
import dev.modelgate.stream.Subscriptions;
import dev.modelgate.stream.TaskKind;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the service reads and does, one line each. A handler that fails has nothing to emit: a
 * report that cannot be made changes no verdict, and the dead letter says which one is missing.
 */
@Factory
final class ReporterWiring {

  /** A repository may be away for a holiday. */
  private static final Duration NOTE_GIVEN_UP_AFTER = Duration.ofDays(14);

  private static final Duration NOTE_TIMEOUT = Duration.ofSeconds(60);

  @Singleton
  Subscriptions subscriptions(RunFlow runs, NoteFlow notes, ProjectStore projects) {
    return Subscriptions.builder()
        .on(Topic.PROJECTS, ProjectRegistered.class, ProjectCodec::registered, projects::registered)
        .onTombstone(Topic.PROJECTS, projects::removed)
        .on(Topic.WORKFLOW_PLANS, WorkflowPlanned.class, PlanCodec::planned, runs::on)
        .on(Topic.WORKFLOW_PLANS, PlanDeclined.class, PlanCodec::declined, runs::on)
        .on(Topic.EXPERIMENTS, ExperimentQueued.class, ExperimentCodec::queued, runs::on)
        .on(Topic.EXPERIMENTS, ExperimentStarted.class, ExperimentCodec::started, runs::on)
        .on(Topic.EXPERIMENTS, ExperimentFinished.class, ExperimentCodec::finished, runs::on)
        .on(Topic.EXPERIMENTS, RunFinished.class, ExperimentCodec::runFinished, runs::on)
        .on(Topic.CHECK_RESULTS, ChecksEvaluated.class, CheckCodec::evaluated, runs::on)
        .on(Topic.CHECK_RESULTS, BaselinePromoted.class, CheckCodec::promoted, runs::on)
        .on(Topic.QUEUE, QueueSnapshot.class, QueueCodec::snapshot, runs::on)
        .task(new TaskKind(NoteFlow.TASK, notes::carryOut, notes::gaveUp, NOTE_GIVEN_UP_AFTER))
        .build();
  }

  @Singleton
  Links links(@Value("${modelgate.public-url}") URI publicUrl) {
    return Links.from(publicUrl);
  }

  @Singleton
  NoteWriter noteWriter(@Value("${modelgate.data}") String data) {
    Git.requireInstalled();
    return new NoteWriter(Path.of(data).resolve("notes"), NOTE_TIMEOUT);
  }

  @Singleton
  Retention retention(
      @Value("${modelgate.reporter.keep-logs:90d}") Duration logs,
      @Value("${modelgate.reporter.keep-artifacts:30d}") Duration artifacts) {
    return new Retention(logs, artifacts);
  }
}
