package dev.modelgate.reporter.render;

import dev.modelgate.reporter.facts.RunFacts;
import dev.modelgate.reporter.intake.Attempt;
import dev.modelgate.reporter.intake.BaselineValue;
import dev.modelgate.reporter.intake.Bound;
import dev.modelgate.reporter.intake.Commit;
import dev.modelgate.reporter.intake.Comparison;
import dev.modelgate.reporter.intake.Evaluation;
import dev.modelgate.reporter.intake.FinishedExperiment;
import dev.modelgate.reporter.intake.FinishedRun;
import dev.modelgate.reporter.intake.JudgedCheck;
import dev.modelgate.reporter.intake.Metric;
import dev.modelgate.reporter.intake.Outcome;
import dev.modelgate.reporter.intake.PlanAnswer;
import dev.modelgate.reporter.intake.PlannedCheck;
import dev.modelgate.reporter.intake.PlannedExperiment;
import dev.modelgate.reporter.intake.PlannedRun;
import dev.modelgate.reporter.intake.ProjectRef;
import dev.modelgate.reporter.intake.QueuedExperiment;
import dev.modelgate.reporter.intake.RunFact;
import dev.modelgate.reporter.intake.RunKey;
import dev.modelgate.reporter.intake.StartedExperiment;
import dev.modelgate.reporter.intake.Verdict;
import dev.modelgate.reporter.intake.WorkflowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run as facts; a test changes what it is about. */
public final class Given {

  public static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  public static final String SHA = "b81e07d000000000000000000000000000000001";
  public static final Links LINKS = new Links("http://127.0.0.1:8080");

  public int number = 2;
  public String workflow = "train";
  public String key = "json:metrics.json:/accuracy";
  public String branch = "bigger-steps";
  public String subject = "learning rate × 8";
  public String runner = "laptop";
  public String value = "0.9480000002";
  public String sentence = "failed: accuracy 0.948 is 2.9 % worse than main (0.976), 1 % allowed";
  public Verdict verdict = Verdict.FAILED;
  public Outcome outcome = Outcome.SUCCEEDED;
  public @Nullable Integer exitCode = 0;
  public @Nullable BaselineValue baseline =
      new BaselineValue("0.9760000001", "3f9c2ab000", 1, "refs/heads/main", "main");
  public Map<String, String> environment = Map.of("LEARNING_RATE", "0.4");
  public int checks = 1;

  /** So many of the checks are in the comment. */
  public int inComment = Integer.MAX_VALUE;

  public @Nullable String aggregate;
  public @Nullable String judged;
  public @Nullable String target;
  public List<Bound> bounds = List.of(new Bound(Bound.Operator.AT_LEAST, "0.90"));
  public List<String> notes = List.of();
  public String checkReason = "comparison";

  public RunKey run() {
    return new RunKey(
        "run-" + workflow + "-" + number,
        new ProjectRef("p-1", "penguins", "/srv/git/penguins.git"),
        number,
        workflow,
        "refs/heads/" + branch,
        SHA);
  }

  public PlannedRun planned() {
    var checksOf = new ArrayList<PlannedCheck>();
    for (int i = 0; i < checks; i++) {
      checksOf.add(
          new PlannedCheck(key(i), aggregate, bounds(), target, comparison(), i >= inComment));
    }
    return new PlannedRun(
        run(),
        AT,
        new PlannedRun.PlannedEvent(
            new Commit(subject, "Ada", "tree"),
            "ada",
            branch.equals("main"),
            "main",
            null,
            ".modelgate/config.yaml",
            null),
        List.of(new PlannedExperiment(experiment(), workflow, "cpu", null, checksOf)),
        List.of());
  }

  public QueuedExperiment queued() {
    return new QueuedExperiment(run(), AT, experiment(), workflow, "cpu", 1);
  }

  public StartedExperiment started() {
    return new StartedExperiment(
        run(), AT.plusSeconds(1), experiment(), workflow, "a-1", 1, runner, AT.plusSeconds(1));
  }

  public FinishedExperiment finished() {
    return new FinishedExperiment(
        run(),
        AT.plusSeconds(8),
        4,
        experiment(),
        workflow,
        outcome,
        exitCode,
        null,
        List.of(new Metric(key, value, null, aggregate, null)),
        environment,
        List.of(
            new Attempt(
                "a-1",
                1,
                1,
                runner,
                outcome,
                exitCode,
                null,
                AT.plusSeconds(1),
                AT.plusMillis(7_200),
                notes,
                -1)));
  }

  public Evaluation judged() {
    var judged = new ArrayList<JudgedCheck>();
    boolean skipped = outcome != Outcome.SUCCEEDED;
    for (int i = 0; i < checks; i++) {
      judged.add(
          new JudgedCheck(
              key(i),
              aggregate,
              value,
              this.judged,
              skipped ? Verdict.SKIPPED : verdict,
              bounds(),
              target,
              true,
              comparison(),
              baseline,
              verdict == Verdict.PASSED,
              checkReason,
              skipped ? "skipped: not judged, because the job did not succeed" : sentence,
              i >= inComment));
    }
    return new Evaluation(
        run(),
        AT.plusSeconds(9),
        experiment(),
        workflow,
        1,
        verdict,
        "comparison",
        sentence,
        judged);
  }

  public FinishedRun over() {
    return new FinishedRun(run(), AT.plusSeconds(9), 5);
  }

  public Evaluation runJudged() {
    return new Evaluation(
        run(), AT.plusSeconds(10), null, null, 1, verdict, "comparison", sentence, List.of());
  }

  /** Everything that is said of the run, in the order in which it happens. */
  public List<RunFact> facts() {
    return List.of(planned(), queued(), started(), finished(), judged(), over(), runJudged());
  }

  public RunReport report() {
    return report(facts());
  }

  public static RunReport report(List<? extends RunFact> facts) {
    RunFacts known = RunFacts.of(facts.getFirst());
    for (RunFact fact : facts) {
      known = known.with(fact);
    }
    return RunAssembler.assemble(known);
  }

  public CommitReport commit() {
    return commit(List.of(report()));
  }

  public static CommitReport commit(List<RunReport> runs) {
    return CommitAssembler.assemble("penguins", SHA, List.of(answer(runs)), runs);
  }

  public Story story(String... logTail) {
    BaselineReport compared =
        baseline == null
            ? null
            : new BaselineReport(baseline, Map.of("LEARNING_RATE", "0.05", "STEPS", "400"));
    return new Story(
        report(), compared == null ? Map.of() : Map.of(experiment(), compared), List.of(logTail));
  }

  private static PlanAnswer answer(List<RunReport> runs) {
    return new PlanAnswer.Planned(
        "event-1",
        AT,
        new ProjectRef("p-1", "penguins", "/srv/git/penguins.git"),
        "refs/heads/main",
        SHA,
        runs.stream()
            .map(
                run ->
                    new PlanAnswer.WorkflowAnswer(
                        run.key().workflow(),
                        WorkflowState.PLANNED,
                        run.key().number(),
                        null,
                        List.of()))
            .toList(),
        List.of());
  }

  private String experiment() {
    return "e-" + workflow + "-" + number;
  }

  private String key(int i) {
    return i == 0 ? key : key + i;
  }

  private List<Bound> bounds() {
    return bounds;
  }

  private static Comparison comparison() {
    return new Comparison(Comparison.Better.HIGHER, "0.01", true);
  }
}
