package dev.modelgate.scheduler.intake;

import dev.modelgate.events.ChecksEvaluated;
import dev.modelgate.events.Command;
import dev.modelgate.events.CommandReceived;
import dev.modelgate.events.GitEventKind;
import dev.modelgate.events.GitEventReceived;
import dev.modelgate.events.ProjectSettings;
import dev.modelgate.scheduler.trigger.BuildBranches;
import dev.modelgate.scheduler.trigger.RefKind;

/** Reads what ingest and checks say. */
public final class IntakeCodec {

  private IntakeCodec() {}

  public static GitEvent gitEvent(GitEventReceived event) {
    ProjectSettings settings = event.getSettings();
    return new GitEvent(
        event.getEventId(),
        new Project(event.getProjectId(), event.getProjectName(), event.getRepository()),
        kind(event.getKind(), event.getRef()),
        event.getRef(),
        event.getSha(),
        event.getBefore(),
        event.getPusher(),
        settings.getDefaultBranch(),
        buildBranches(settings.getBuildBranches()));
  }

  public static RunCommand command(CommandReceived event) {
    Project project =
        new Project(event.getProjectId(), event.getProjectName(), event.getRepository());
    Command command = event.getCommand();
    return switch (command) {
      case RERUN -> new RunCommand.Rerun(event.getEventId(), project, event.getRunNumber());
      case CANCEL -> new RunCommand.Cancel(event.getEventId(), project, event.getRunNumber());
      case UNKNOWN -> new RunCommand.Unknown(event.getEventId(), project, event.getRunNumber());
    };
  }

  /** A verdict over a run reads as one over the experiment without a name, which nobody knows. */
  public static JudgedExperiment judged(ChecksEvaluated event) {
    String experiment = event.getExperimentId();
    return new JudgedExperiment(
        event.getEventId(),
        event.getRunId(),
        experiment == null ? "" : experiment,
        event.getRevision(),
        Verdict.valueOf(event.getVerdict().name()));
  }

  private static RefKind kind(GitEventKind kind, String ref) {
    return switch (kind) {
      case PUSH -> RefKind.BRANCH;
      case TAG -> RefKind.TAG;
      case UNKNOWN -> ref.startsWith("refs/tags/") ? RefKind.TAG : RefKind.BRANCH;
    };
  }

  /** A setting of a newer version reads as the careful one. */
  private static BuildBranches buildBranches(dev.modelgate.events.BuildBranches setting) {
    return switch (setting) {
      case ALL -> BuildBranches.ALL;
      case NONE -> BuildBranches.NONE;
      case DEFAULT, UNKNOWN -> BuildBranches.DEFAULT;
    };
  }
}
