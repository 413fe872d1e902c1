package dev.modelgate.scheduler.announce;

import dev.modelgate.events.AttemptCancelled;
import dev.modelgate.events.ExperimentAssigned;
import dev.modelgate.events.LeaseRenewed;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.RenewedAttempt;
import dev.modelgate.scheduler.intake.Heartbeat;
import dev.modelgate.scheduler.lease.HeartbeatAnswer;
import dev.modelgate.scheduler.store.AttemptRow;
import dev.modelgate.scheduler.store.ExperimentRow;
import dev.modelgate.scheduler.store.RunRow;
import dev.modelgate.scheduler.workflow.Check;
import dev.modelgate.scheduler.workflow.Surroundings;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Tells runners what to do; every record carries the epoch of the leader that says it. */
public final class CommandsCodec {

  private CommandsCodec() {}

  /** Run this attempt. */
  public static SpecificRecord assigned(
      Said said,
      long epoch,
      RunRow run,
      ExperimentRow experiment,
      AttemptRow attempt,
      Surroundings surroundings,
      List<Check> checks,
      Map<String, String> environment) {
    return ExperimentAssigned.newBuilder()
        .setEventId(said.eventId())
        .setOccurredAt(said.at())
        .setCausedBy(said.causedBy())
        .setProjectId(run.projectId())
        .setProjectName(run.projectName())
        .setRepository(run.repository())
        .setRef(run.ref())
        .setSha(run.sha())
        .setRunId(run.runId())
        .setRunNumber(run.runNumber())
        .setWorkflow(run.workflow())
        .setRunnerId(attempt.runnerId())
        .setEpoch(epoch)
        .setExperimentId(experiment.experimentId())
        .setAttemptId(attempt.attemptId())
        .setAttemptNumber(attempt.number())
        .setToken(attempt.token())
        .setStep(experiment.step())
        .setMachine(experiment.machine())
        .setRun(experiment.command())
        .setContainer(surroundings.container())
        .setWorkingDirectory(surroundings.workingDirectory())
        .setArtifactDirectory(surroundings.artifactDirectory())
        .setModelPath(surroundings.modelPath())
        .setModelType(surroundings.modelType())
        .setEnvironment(environment)
        .setMetrics(CheckCodec.checks(checks))
        .setPusher(run.pusher())
        .setDefaultBranch(run.defaultBranch())
        .build();
  }

  /** End this attempt. */
  public static SpecificRecord cancelled(
      Said said,
      long epoch,
      String runnerId,
      String attemptId,
      long token,
      dev.modelgate.scheduler.lease.Outcome reason) {
    return AttemptCancelled.newBuilder()
        .setEventId(said.eventId())
        .setOccurredAt(said.at())
        .setCausedBy(said.causedBy())
        .setRunnerId(runnerId)
        .setEpoch(epoch)
        .setAttemptId(attemptId)
        .setToken(token)
        .setReason(Outcome.valueOf(reason.name()))
        .build();
  }

  /** These of that heartbeat may go on. */
  public static SpecificRecord renewed(
      Said said, long epoch, Heartbeat heartbeat, List<HeartbeatAnswer.Held> renewed) {
    return LeaseRenewed.newBuilder()
        .setEventId(said.eventId())
        .setOccurredAt(said.at())
        .setCausedBy(said.causedBy())
        .setRunnerId(heartbeat.runnerId())
        .setEpoch(epoch)
        .setSession(heartbeat.session())
        .setSequence(heartbeat.sequence())
        .setAttempts(
            renewed.stream()
                .map(held -> new RenewedAttempt(held.attemptId(), held.token()))
                .toList())
        .build();
  }
}
