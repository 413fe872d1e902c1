package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.BaselineValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result that an experiment was compared with.
 *
 * @param environment settings of its job; null where its run is not known here
 */
public record BaselineReport(BaselineValue value, @Nullable Map<String, String> environment) {

  /** Short name of the branch that it reached. */
  public String branch() {
    String branch = value.branch();
    return branch == null || branch.isEmpty() ? Words.branch(value.ref()) : branch;
  }
}
