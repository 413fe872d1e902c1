package dev.modelgate.checks.store;

import dev.modelgate.checks.evaluate.Evaluation;
import dev.modelgate.checks.evaluate.ReasonCode;

/**
 * What was said last of an experiment or a run.
 *
 * @param revision from 1; 0 where nothing was said yet
 */
public record Said(int revision, ReasonCode reason, String sentence) {

  static final Said NOTHING = new Said(0, ReasonCode.INTERNAL, "");

  public boolean isNothing() {
    return revision == 0;
  }

  /** The revision of what is said next. */
  public int next() {
    return revision + 1;
  }

  /** Whether it stands: what a defect of ours kept from being judged may be judged again. */
  public boolean isFinal() {
    return reason != ReasonCode.INTERNAL;
  }

  /** Whether the evaluation says the same. */
  public boolean isSaidBy(Evaluation evaluation) {
    return reason == evaluation.reason() && sentence.equals(evaluation.sentence());
  }
}
