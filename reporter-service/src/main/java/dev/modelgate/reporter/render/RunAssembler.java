package dev.modelgate.reporter.render;

import dev.modelgate.reporter.facts.RunFacts;
import dev.modelgate.reporter.intake.Evaluation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes what is shown of a run from what is known of it. */
public final class RunAssembler {

  private RunAssembler() {}

  /** The run as it stands. */
  public static RunReport assemble(RunFacts facts) {
    List<ExperimentReport> experiments = ExperimentAssembler.assemble(facts);
    List<AttemptReport> attempts =
        experiments.stream().flatMap(experiment -> experiment.attempts().stream()).toList();
    Evaluation verdict = facts.verdict();
    RunState state = verdict != null ? RunState.FINISHED : state(experiments);
    Optional<AttemptReport> newest = newest(attempts);
    return new RunReport(
        facts.run(),
        facts.plan() == null ? null : facts.plan().gitEvent(),
        state,
        verdict == null ? null : verdict.verdict(),
        verdict == null ? null : verdict.reason(),
        verdict == null ? progress(state, experiments, newest) : verdict.sentence(),
        facts.plan() == null ? facts.firstSeen() : facts.plan().at(),
        attempts.stream()
            .map(AttemptReport::startedAt)
            .filter(at -> at != null)
            .min(Comparator.naturalOrder())
            .orElse(null),
        finishedAt(facts, experiments),
        newest.map(AttemptReport::runner).orElse(null),
        experiments,
        facts.plan() == null ? List.of() : facts.plan().problems(),
        settled(facts, experiments));
  }

  private static boolean settled(RunFacts facts, List<ExperimentReport> experiments) {
    return facts.plan() != null
        && facts.over() != null
        && facts.verdict() != null
        && experiments.stream().allMatch(e -> e.outcome() != null && e.verdict() != null);
  }

  private static RunState state(List<ExperimentReport> experiments) {
    boolean waiting =
        experiments.stream().allMatch(experiment -> experiment.state() == RunState.QUEUED);
    return waiting ? RunState.QUEUED : RunState.RUNNING;
  }

  private static String progress(
      RunState state, List<ExperimentReport> experiments, Optional<AttemptReport> newest) {
    if (state == RunState.QUEUED) {
      return "queued";
    }
    if (experiments.stream().allMatch(experiment -> experiment.state() == RunState.FINISHED)) {
      return "judging";
    }
    if (experiments.stream().noneMatch(experiment -> experiment.state() == RunState.RUNNING)) {
      return "queued" + step(experiments);
    }
    return newest
        .map(attempt -> "running on " + attempt.runner() + step(experiments) + nth(attempt))
        .orElse("running");
  }

  /** Which of several steps is next or runs. */
  private static String step(List<ExperimentReport> experiments) {
    long done = experiments.stream().filter(e -> e.state() == RunState.FINISHED).count();
    return experiments.size() == 1 ? "" : ", step " + (done + 1) + " of " + experiments.size();
  }

  private static String nth(AttemptReport attempt) {
    return attempt.number() > 1 ? ", attempt " + attempt.number() : "";
  }

  private static Optional<AttemptReport> newest(List<AttemptReport> attempts) {
    return attempts.stream()
        .max(
            Comparator.comparing(RunAssembler::startOrNever)
                .thenComparingInt(AttemptReport::number)
                .thenComparing(AttemptReport::id));
  }

  private static Instant startOrNever(AttemptReport attempt) {
    return attempt.startedAt() == null ? Instant.MIN : attempt.startedAt();
  }

  private static @Nullable Instant finishedAt(RunFacts facts, List<ExperimentReport> experiments) {
    boolean ended =
        facts.verdict() != null
            || experiments.stream().allMatch(e -> e.state() == RunState.FINISHED);
    return ended
        ? experiments.stream()
            .flatMap(experiment -> experiment.attempts().stream())
            .map(AttemptReport::finishedAt)
            .filter(at -> at != null)
            .max(Comparator.naturalOrder())
            .orElseGet(() -> facts.over() == null ? null : facts.over().at())
        : null;
  }
}
