package dev.modelgate.scheduler;

import dev.modelgate.events.BuildBranches;
import dev.modelgate.events.ChecksEvaluated;
import dev.modelgate.events.Command;
import dev.modelgate.events.CommandReceived;
import dev.modelgate.events.ExperimentFinished;
import dev.modelgate.events.GitEventKind;
import dev.modelgate.events.GitEventReceived;
import dev.modelgate.events.ProjectSettings;
import dev.modelgate.events.Provider;
import dev.modelgate.events.Subject;
import dev.modelgate.events.Verdict;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the scheduler hears in its tests. */
final class Events {

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  private Events() {}

  static GitEventReceived push(
      String project,
      String repository,
      String ref,
      @Nullable String before,
      @Nullable String sha) {
    return GitEventReceived.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(AT)
        .setProjectId(project)
        .setProjectName("penguins")
        .setRepository(repository)
        .setKind(ref.startsWith("refs/tags/") ? GitEventKind.TAG : GitEventKind.PUSH)
        .setRef(ref)
        .setSha(sha)
        .setBefore(before)
        .setPusher("ada")
        .setDeliveryId("d")
        .setBodySha256("0".repeat(64))
        .setSettings(settings())
        .build();
  }

  static CommandReceived command(String project, Command command, int run) {
    return CommandReceived.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(AT)
        .setProjectId(project)
        .setProjectName("penguins")
        .setRepository("/srv/git/penguins.git")
        .setCommand(command)
        .setRunNumber(run)
        .setBy("ada")
        .setSettings(settings())
        .build();
  }

  static ChecksEvaluated judged(ExperimentFinished finished, int revision, Verdict verdict) {
    return ChecksEvaluated.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(AT)
        .setProjectId(finished.getProjectId())
        .setProjectName(finished.getProjectName())
        .setRepository(finished.getRepository())
        .setRef(finished.getRef())
        .setSha(finished.getSha())
        .setRunId(finished.getRunId())
        .setRunNumber(finished.getRunNumber())
        .setWorkflow(finished.getWorkflow())
        .setSubject(Subject.EXPERIMENT)
        .setRevision(revision)
        .setExperimentId(finished.getExperimentId())
        .setStep(finished.getStep())
        .setOnDefaultBranch(finished.getOnDefaultBranch())
        .setVerdict(verdict)
        .setReason("checks-passed")
        .setSentence("passed")
        .build();
  }

  private static ProjectSettings settings() {
    return ProjectSettings.newBuilder()
        .setProvider(Provider.GIT)
        .setTeam("default")
        .setBuildBranches(BuildBranches.ALL)
        .build();
  }
}
