package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.workflow.Allowance;
import dev.modelgate.scheduler.workflow.Check;
import dev.modelgate.scheduler.workflow.Step;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.Shown;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one step: what kind it is, its parameters, its checks. */
final class StepSection {

  private static final String SINGLE = "experiment.run_single_node";
  private static final Set<String> LATER =
      Set.of("experiment.run_multi_node", "experiment.run_mpi_multi_node");

  private final Problems problems;
  private final ParamsFiles files;
  private final Allowance allowance;

  StepSection(Problems problems, ParamsFiles files, Allowance allowance) {
    this.problems = problems;
    this.files = files;
    this.allowance = allowance;
  }

  /**
   * Null, and a problem, where it cannot be read.
   *
   * @param workflowChecks checks that stand below the workflow and are the step's; null: none
   */
  @Nullable Step read(StepBlock block, @Nullable YamlNode workflowChecks) {
    if (!isSingleNode(block)) {
      return null;
    }
    Parameters parameters = Parameters.of(block, files, problems);
    if (parameters == null) {
      return null;
    }
    Parameters.Value triggers = parameters.get("triggers");
    if (triggers != null) {
      triggers
          .problems()
          .error(
              triggers.key(),
              "Expected \"triggers\" below the workflow, beside \"steps\", but they stand inside the"
                  + " parameters.");
    }
    YamlNode own = block.fields().get("checks");
    YamlNode checks = own == null ? workflowChecks : own;
    return new SingleNode(parameters, block.place(), problems)
        .read(block.name(), checks(checks, parameters));
  }

  private List<Check> checks(@Nullable YamlNode node, Parameters parameters) {
    Parameters.Value inside = parameters.get("checks");
    if (inside != null && node != null) {
      inside
          .problems()
          .error(inside.key(), "Expected \"checks\" once, but they stand in the step, too.");
    } else if (inside != null) {
      inside
          .problems()
          .warn(
              inside.key(),
              "Expected \"checks\" beside \"params\", but they stand inside; read as the step's.");
      return new GradientChecks(inside.problems(), allowance).read(inside.node());
    }
    if (node == null || (node instanceof YamlNode.Scalar scalar && scalar.isNull())) {
      return List.of();
    }
    return new GradientChecks(problems, allowance).read(node);
  }

  private boolean isSingleNode(StepBlock block) {
    YamlNode command = block.fields().get("command");
    Place place = command == null ? block.place() : command.place();
    String text = command instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    if (text.equals(SINGLE)) {
      return true;
    }
    if (LATER.contains(text)) {
      problems.error(
          place,
          "Steps on several nodes ("
              + text
              + ") are not supported by this version yet; "
              + SINGLE
              + " is.");
      return false;
    }
    String found = command == null ? "no \"command\"" : command.kind();
    problems.error(
        place,
        "Expected \"command: "
            + SINGLE
            + "\" in the step, but found "
            + Shown.plain(found)
            + "."
            + (text.isEmpty() ? "" : " The job's own command belongs below \"params\"."));
    return false;
  }
}
