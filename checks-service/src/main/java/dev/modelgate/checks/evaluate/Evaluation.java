package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.intake.Verdict;
import java.util.List;

/**
 * What is said of an experiment or a run.
 *
 * @param sentence for people, the verdict first
 * @param checks what each check says; of a run, of all its experiments
 */
public record Evaluation(
    Verdict verdict, ReasonCode reason, String sentence, List<CheckResult> checks) {
  public Evaluation {
    checks = List.copyOf(checks);
  }

  /** Said of a subject that could not be judged because of a defect of ours. */
  public static Evaluation internalError() {
    return new Evaluation(
        Verdict.ERRORED,
        ReasonCode.INTERNAL,
        "errored: Modelgate could not judge this because of a defect of its own; see the dead"
            + " letters",
        List.of());
  }
}
