package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.workflow.Allowance;
import dev.modelgate.scheduler.workflow.Step;
import dev.modelgate.scheduler.workflow.Triggers;
import dev.modelgate.scheduler.workflow.Workflow;
import dev.modelgate.scheduler.workflow.WorkflowEntry;
import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.Shown;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one workflow: its triggers, and its steps in their order. */
final class WorkflowBlock {

  private static final int MAX_STEPS = 50;

  private final Problems problems;
  private final ParamsFiles files;
  private final Allowance allowance;

  WorkflowBlock(Problems problems, ParamsFiles files, Allowance allowance) {
    this.problems = problems;
    this.files = files;
    this.allowance = allowance;
  }

  WorkflowEntry read(String name, Place place, YamlNode node) {
    Names.check("workflow", name, place, problems);
    Workflow workflow = workflow(name, place, node);
    return workflow == null || problems.hasErrors()
        ? new WorkflowEntry.Invalid(Shown.name(name), problems.listed())
        : new WorkflowEntry.Valid(workflow, problems.listed());
  }

  private @Nullable Workflow workflow(String name, Place place, YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      problems.error(
          node.place(),
          "Expected a workflow with \"steps:\" in it, but found " + node.kind() + ".");
      return null;
    }
    Fields fields = Fields.lenient(mapping, GradientKeys.WORKFLOW, problems);
    List<StepBlock> blocks = StepBlocks.of(name, fields.get("steps"), place, problems);
    if (blocks.size() > MAX_STEPS) {
      problems.error(place, "Expected at most " + MAX_STEPS + " steps in a workflow.");
      return null;
    }
    YamlNode triggersNode =
        MisplacedTriggers.find(fields, blocks.stream().map(StepBlock::fields).toList(), problems);
    Triggers triggers = new GradientTriggers(problems, allowance).read(triggersNode);
    YamlNode checks = checksOfWorkflow(fields, blocks);
    List<Step> steps = new ArrayList<>();
    for (StepBlock block : blocks) {
      Step step = new StepSection(problems, files, allowance).read(block, checks);
      if (step != null) {
        steps.add(step);
      }
    }
    refuseDoubles(blocks);
    return steps.isEmpty() ? null : new Workflow(name, triggers, steps);
  }

  /** Checks that stood under the workflow until 2020 are those of its one step. */
  private @Nullable YamlNode checksOfWorkflow(Fields workflow, List<StepBlock> steps) {
    YamlNode checks = workflow.get("checks");
    if (checks == null) {
      return null;
    }
    Place place = workflow.placeOf("checks");
    if (steps.size() == 1 && steps.getFirst().fields().get("checks") == null) {
      problems.warn(
          place,
          "Expected \"checks\" inside the step, but they stand below the workflow; read as the"
              + " step's. Move them below the step, beside \"params\".");
      return checks;
    }
    problems.error(
        place,
        "Expected \"checks\" inside a step, but they stand below the workflow: whose are they?");
    return null;
  }

  private void refuseDoubles(List<StepBlock> steps) {
    Map<String, Place> places = new HashMap<>();
    for (StepBlock step : steps) {
      Place first = places.putIfAbsent(step.name().toLowerCase(Locale.ROOT), step.place());
      if (first != null) {
        problems.error(
            step.place(),
            "Expected every step to have its own name, but %s stands in line %d too."
                .formatted(Shown.quoted(step.name()), first.line()));
      }
    }
  }
}
