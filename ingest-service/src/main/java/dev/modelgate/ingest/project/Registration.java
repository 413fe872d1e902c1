package dev.modelgate.ingest.project;

import java.util.List;

/** What came of reading a request to register a project. */
public sealed interface Registration {

  /** It can be registered. */
  record Valid(ProjectSettings settings) implements Registration {}

  /** It cannot, for all of these reasons. */
  record Invalid(List<FieldProblem> problems) implements Registration {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
