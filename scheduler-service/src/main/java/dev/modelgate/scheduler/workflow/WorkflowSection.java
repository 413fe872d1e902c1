package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.Shown;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one workflow of the file, written flat: the workflow is one step. */
final class WorkflowSection {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

  private WorkflowSection() {}

  static WorkflowEntry read(
      String name, Place place, YamlNode node, Problems problems, Allowance allowance) {
    if (!NAME.matcher(name).matches()) {
      problems.error(
          place,
          "Expected a workflow's name of at most 63 letters, digits, \"_\", \".\" and \"-\", with a"
              + " letter or digit first, but found "
              + Shown.quoted(name)
              + ".");
    }
    Workflow workflow = workflow(name, place, node, problems, allowance);
    return workflow == null || problems.hasErrors()
        ? new WorkflowEntry.Invalid(Shown.name(name), problems.listed())
        : new WorkflowEntry.Valid(workflow, problems.listed());
  }

  private static @Nullable Workflow workflow(
      String name, Place place, YamlNode node, Problems problems, Allowance allowance) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      problems.error(
          node.place(),
          "Expected a workflow such as {run: python train.py}, but found " + node.kind() + ".");
      return null;
    }
    Fields fields = Fields.of(mapping, Keys.WORKFLOW, problems);
    YamlNode triggersNode = fields.get("triggers");
    Triggers triggers =
        triggersNode == null
            ? Triggers.UNSTATED
            : TriggersSection.read(triggersNode, problems, allowance);
    String run = CommandText.read("run", fields.get("run"), place, problems);
    YamlNode env = fields.get("env");
    YamlNode checks = fields.get("checks");
    Step step =
        new Step(
            name,
            run == null ? "" : run,
            env == null ? Map.of() : EnvSection.read("env", env, problems),
            MachineName.read(fields.get("machine"), problems),
            Surroundings.UNSTATED,
            checks == null ? List.of() : ChecksSection.read(checks, problems, allowance));
    return new Workflow(name, triggers, List.of(step));
  }
}
