package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.PlannedRun;
import dev.modelgate.reporter.intake.Problem;
import dev.modelgate.reporter.intake.RunKey;
import dev.modelgate.reporter.intake.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run as everything that is shown of it is made from.
 *
 * @param gitEvent what led to it; null as long as only its consequences were heard of
 * @param verdict null until the run is finished
 * @param reason code of the verdict's reason
 * @param sentence the verdict sentence, or how far the run is
 * @param startedAt when the first job started
 * @param finishedAt when the last job ended
 * @param runner where its newest attempt runs or ran
 * @param settled whether everything that its verdict rests on is known too
 */
public record RunReport(
    RunKey key,
    PlannedRun.@Nullable PlannedEvent gitEvent,
    RunState state,
    @Nullable Verdict verdict,
    @Nullable String reason,
    String sentence,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String runner,
    List<ExperimentReport> experiments,
    List<Problem> problems,
    boolean settled) {

  public RunReport {
    experiments = List.copyOf(experiments);
    problems = List.copyOf(problems);
  }

  public String project() {
    return key.project().name();
  }

  public String branch() {
    return Words.branch(key.ref());
  }

  /** First line of the commit message; empty as long as it is not known. */
  public String subject() {
    return gitEvent == null ? "" : gitEvent.commit().subject();
  }

  public boolean onDefaultBranch() {
    return gitEvent != null && gitEvent.onDefaultBranch();
  }

  /** Every check of every experiment. */
  public List<CheckReport> checks() {
    return experiments.stream().flatMap(experiment -> experiment.checks().stream()).toList();
  }

  /**
   * The same run, saying why it waits where nothing of it runs.
   *
   * @param sentences why experiments wait, by experiment
   */
  public RunReport waiting(Map<String, String> sentences) {
    if (verdict != null || experiments.stream().anyMatch(e -> e.state() == RunState.RUNNING)) {
      return this;
    }
    return experiments.stream()
        .filter(experiment -> experiment.state() == RunState.QUEUED)
        .flatMap(experiment -> Stream.ofNullable(sentences.get(experiment.id())))
        .findFirst()
        .map(why -> saying("waiting: " + why))
        .orElse(this);
  }

  private RunReport saying(String words) {
    return new RunReport(
        key,
        gitEvent,
        state,
        verdict,
        reason,
        words,
        createdAt,
        startedAt,
        finishedAt,
        runner,
        experiments,
        problems,
        settled);
  }

  /** How long its jobs took, once they ended. */
  public Optional<Duration> duration() {
    return startedAt == null || finishedAt == null
        ? Optional.empty()
        : Optional.of(Duration.between(startedAt, finishedAt));
  }

  /**
   * The check that says most: one that did not pass, else one with a comparison, else one that was
   * not skipped, else the first.
   */
  public Optional<CheckReport> keyCheck() {
    List<CheckReport> checks = checks();
    return checks.stream()
        .filter(check -> check.verdict() != null)
        .filter(check -> check.verdict() != Verdict.PASSED && check.verdict() != Verdict.SKIPPED)
        .findFirst()
        .or(() -> checks.stream().filter(check -> check.comparison() != null).findFirst())
        .or(() -> checks.stream().filter(c -> c.verdict() != Verdict.SKIPPED).findFirst())
        .or(() -> checks.stream().findFirst());
  }
}
