package dev.modelgate.checks.evaluate;

import dev.modelgate.checks.baseline.BaselineNumber;
import dev.modelgate.checks.baseline.EntryId;

/**
 * The number that a metric was compared with, and the result it comes from.
 *
 * @param value as it was written
 * @param ref full name of the ref that the baseline's run was for
 * @param branch short name of the branch that the result reached
 */
public record BaselineValue(
    String value, EntryId entry, String sha, int runNumber, String ref, String branch) {

  static BaselineValue of(BaselineNumber number) {
    return new BaselineValue(
        number.number().value(),
        number.entry(),
        number.sha(),
        number.runNumber(),
        number.ref(),
        number.position().branch());
  }
}
