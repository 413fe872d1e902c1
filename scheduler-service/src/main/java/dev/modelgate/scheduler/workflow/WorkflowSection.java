package dev.modelgate.scheduler.workflow;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one workflow of the file, written flat: the workflow is one step. */
final class WorkflowSection {

  private static final int MAX_RUN_BYTES = 65_536;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");
  private static final Pattern MACHINE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+-]{0,62}");

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
        ? new WorkflowEntry.Invalid(Shown.plain(name), problems.errors())
        : new WorkflowEntry.Valid(workflow, problems.warnings());
  }

  private static @Nullable Workflow workflow(
      String name, Place place, YamlNode node, Problems problems, Allowance allowance) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      problems.error(
          node.place(),
          "Expected a workflow such as {run: python train.py}, but found " + node.kind() + ".");
      return null;
    }
    Fields fields = Fields.of(mapping, KnownKeys.WORKFLOW, problems);
    YamlNode triggersNode = fields.get("triggers");
    Triggers triggers =
        triggersNode == null ? null : TriggersSection.read(triggersNode, problems, allowance);
    String run = run(fields.get("run"), place, problems);
    YamlNode env = fields.get("env");
    YamlNode checks = fields.get("checks");
    Step step =
        new Step(
            name,
            run == null ? "" : run,
            env == null ? Map.of() : EnvSection.read(env, problems),
            machine(fields.get("machine"), problems),
            checks == null ? List.of() : ChecksSection.read(checks, problems, allowance));
    return new Workflow(name, triggers, step);
  }

  private static @Nullable String run(@Nullable YamlNode node, Place place, Problems problems) {
    switch (node) {
      case null ->
          problems.error(
              place,
              "Expected \"run\" in the workflow, such as run: python train.py, but found none.");
      case YamlNode.Scalar scalar when scalar.isNull() || scalar.text().isBlank() ->
          problems.error(node.place(), "Expected a command after \"run\", but found nothing.");
      case YamlNode.Scalar scalar when scalar.text().indexOf('\0') >= 0 ->
          problems.error(node.place(), "Expected text without the character NUL.");
      case YamlNode.Scalar scalar
          when scalar.text().getBytes(StandardCharsets.UTF_8).length > MAX_RUN_BYTES ->
          problems.error(
              node.place(),
              "Expected \"run\" to have at most "
                  + MAX_RUN_BYTES
                  + " bytes. Put the commands into a file of the repository.");
      case YamlNode.Scalar scalar -> {
        return scalar.text();
      }
      case YamlNode.Sequence _ ->
          problems.error(
              node.place(),
              "Expected \"run\" to be text, but found a list. Write several lines after \"run: |\".");
      case YamlNode.Mapping _ ->
          problems.error(
              node.place(),
              "Expected \"run\" to be text, but found keys with values. Quote the text.");
    }
    return null;
  }

  private static @Nullable String machine(@Nullable YamlNode node, Problems problems) {
    if (node == null) {
      return null;
    }
    if (node instanceof YamlNode.Scalar scalar
        && !scalar.isNull()
        && MACHINE.matcher(scalar.text()).matches()) {
      return scalar.text();
    }
    problems.error(
        node.place(),
        "Expected the name of a machine that runners offer (letters, digits, \"_\", \".\", \"+\" and"
            + " \"-\"), but found "
            + node.kind()
            + ".");
    return null;
  }
}
