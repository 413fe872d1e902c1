package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Problem;
import java.util.List;

/** One workflow of a file: it can run, or has problems. */
public sealed interface WorkflowEntry {

  /** Name of the workflow as the file has it; of an invalid one shortened and printable. */
  String name();

  /** What is to be said of it, in the order of the places. */
  List<Problem> problems();

  /** A workflow that can run; its problems are warnings and notes, which stop nothing. */
  record Valid(Workflow workflow, List<Problem> problems) implements WorkflowEntry {
    public Valid {
      problems = List.copyOf(problems);
    }

    @Override
    public String name() {
      return workflow.name();
    }
  }

  /** A workflow that cannot run; at least one of its problems is an error. */
  record Invalid(String name, List<Problem> problems) implements WorkflowEntry {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
