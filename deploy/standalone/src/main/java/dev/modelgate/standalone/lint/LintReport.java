package dev.modelgate.standalone.lint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.modelgate.scheduler.workflow.Bound;
import dev.modelgate.scheduler.workflow.Check;
import dev.modelgate.scheduler.workflow.Step;
import dev.modelgate.scheduler.workflow.Workflow;
import dev.modelgate.scheduler.workflow.WorkflowEntry;
import dev.modelgate.scheduler.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what became of workflow files: their problems and what they mean, or JSON. */
public final class LintReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LintReport() {}

  /** Lines as compilers have them; after those of a file, what its workflows mean. */
  public static List<String> lines(List<Linted> files) {
    List<String> lines = new ArrayList<>();
    for (Linted file : files) {
      file.problems().forEach(problem -> lines.add(line(problem)));
      long valid = file.workflows().stream().filter(WorkflowEntry.Valid.class::isInstance).count();
      if (!file.workflows().isEmpty()) {
        lines.add(
            "%s: %d of %s can run"
                .formatted(
                    file.path(),
                    valid,
                    file.workflows().size() == 1
                        ? "1 workflow"
                        : file.workflows().size() + " workflows"));
      }
      for (WorkflowEntry entry : file.workflows()) {
        if (entry instanceof WorkflowEntry.Valid(Workflow workflow, _)) {
          lines.addAll(WorkflowWords.lines(workflow));
        }
      }
    }
    return lines;
  }

  private static String line(Problem problem) {
    String place =
        problem.line() == 0
            ? problem.path()
            : problem.path() + ":" + problem.line() + ":" + problem.column();
    return place + ": " + severity(problem) + ": " + problem.message();
  }

  private static String severity(Problem problem) {
    return problem.severity().name().toLowerCase(Locale.ROOT);
  }

  /** The form that {@code config lint --help} describes. */
  public static String json(List<Linted> files) {
    ObjectNode root = JSON.createObjectNode();
    root.put("valid", files.stream().allMatch(Linted::isValid));
    ArrayNode list = root.putArray("files");
    for (Linted file : files) {
      ObjectNode node = list.addObject();
      node.put("path", file.path());
      node.put("valid", file.isValid());
      ArrayNode workflows = node.putArray("workflows");
      file.workflows().forEach(entry -> workflow(workflows.addObject(), entry));
      ArrayNode problems = node.putArray("problems");
      for (Problem problem : file.problems()) {
        problems
            .addObject()
            .put("path", problem.path())
            .put("line", problem.line())
            .put("column", problem.column())
            .put("severity", severity(problem))
            .put("message", problem.message());
      }
    }
    return root.toPrettyString();
  }

  private static void workflow(ObjectNode node, WorkflowEntry entry) {
    node.put("name", entry.name());
    switch (entry) {
      case WorkflowEntry.Invalid _ -> node.put("valid", false);
      case WorkflowEntry.Valid valid -> {
        node.put("valid", true);
        ArrayNode steps = node.putArray("steps");
        valid.workflow().steps().forEach(step -> step(steps.addObject(), step));
      }
    }
  }

  private static void step(ObjectNode node, Step step) {
    node.put("name", step.name());
    node.put("run", step.run());
    node.put("machine", step.machine());
    node.put("container", step.surroundings().container());
    ArrayNode checks = node.putArray("checks");
    for (Check check : step.checks()) {
      ObjectNode one = checks.addObject();
      one.put("key", check.key());
      one.put("line", check.line());
      ArrayNode bounds = one.putArray("bounds");
      for (Bound bound : check.bounds()) {
        bounds.addObject().put("op", bound.operator().key()).put("value", bound.value());
      }
      one.put("compareRounded", check.judging().rounding() != null);
    }
  }
}
