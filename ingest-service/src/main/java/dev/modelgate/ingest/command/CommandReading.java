package dev.modelgate.ingest.command;

import dev.modelgate.ingest.project.FieldProblem;
import java.util.List;

/** What came of reading a request as a command. */
public sealed interface CommandReading {

  /** It is one. */
  record Valid(AskedCommand command) implements CommandReading {}

  /** It is none, for all of these reasons. */
  record Invalid(List<FieldProblem> problems) implements CommandReading {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
