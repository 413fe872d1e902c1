package dev.modelgate.scheduler.plan;

import dev.modelgate.scheduler.workflow.Workflow;
import dev.modelgate.scheduler.yaml.Problem;
import java.util.List;

/** What became of one workflow of the file. */
public sealed interface WorkflowPlan {

  /** Name of the workflow. */
  String name();

  /** It runs. */
  record Planned(Workflow workflow, List<Problem> warnings) implements WorkflowPlan {
    public Planned {
      warnings = List.copyOf(warnings);
    }

    @Override
    public String name() {
      return workflow.name();
    }
  }

  /** It does not run for this event, and why, in a sentence. */
  record NotMatched(String name, String reason) implements WorkflowPlan {}

  /** It cannot run; the reason is the sentence for people, the problems are never empty. */
  record Invalid(String name, String reason, List<Problem> problems) implements WorkflowPlan {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
