package dev.modelgate.reporter.api;

import dev.modelgate.reporter.intake.Problem;
import io.micronaut.serde.annotation.Serdeable;

/** A problem of the workflow file at its place. */
@Serdeable
record ProblemJson(String path, int line, int column, String message) {

  static ProblemJson of(Problem problem) {
    return new ProblemJson(problem.path(), problem.line(), problem.column(), problem.message());
  }
}
