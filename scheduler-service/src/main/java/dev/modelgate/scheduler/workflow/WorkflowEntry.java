package dev.modelgate.scheduler.workflow;

import java.util.List;

/** One workflow of a file: it can run, or has problems. */
public sealed interface WorkflowEntry {

  /** Name of the workflow as the file has it; of an invalid one shortened and printable. */
  String name();

  /** A workflow that can run; warnings are worth saying and stop nothing. */
  record Valid(Workflow workflow, List<Problem> warnings) implements WorkflowEntry {
    public Valid {
      warnings = List.copyOf(warnings);
    }

    @Override
    public String name() {
      return workflow.name();
    }
  }

  /** A workflow that cannot run; its problems are never empty. */
  record Invalid(String name, List<Problem> problems) implements WorkflowEntry {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
