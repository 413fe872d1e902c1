package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.workflow.Check;
import dev.modelgate.scheduler.workflow.CommandText;
import dev.modelgate.scheduler.workflow.MachineName;
import dev.modelgate.scheduler.workflow.Step;
import dev.modelgate.scheduler.workflow.Surroundings;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a step that runs on one node. */
final class SingleNode {

  private static final List<String> MODEL_TYPES = List.of("tensorflow", "onnx", "custom");

  private final Parameters parameters;
  private final Place place;
  private final Problems problems;

  /**
   * The parameters of one step.
   *
   * @param place of the step
   */
  SingleNode(Parameters parameters, Place place, Problems problems) {
    this.parameters = parameters;
    this.place = place;
    this.problems = problems;
  }

  Step read(String name, List<Check> checks) {
    Parameters.Value command = parameters.get("command");
    String run =
        command == null
            ? CommandText.read("command", null, place, problems)
            : CommandText.read("command", command.node(), command.key(), command.problems());
    Parameters.Value machine = parameters.get("machineType");
    Parameters.Value env = parameters.get("experimentEnv");
    Step step =
        new Step(
            name,
            run == null ? "" : run,
            env == null ? Map.of() : ExperimentEnv.read(env),
            machine == null ? null : MachineName.read(machine.node(), machine.problems()),
            surroundings(),
            checks);
    refuseDatasets();
    LiteralSecrets.warn(parameters);
    noteWithoutEffect();
    Problems elsewhere = parameters.elsewhere();
    if (elsewhere != null) {
      elsewhere.listed().forEach(problems::add);
    }
    return step;
  }

  private Surroundings surroundings() {
    Paths paths = new Paths(parameters);
    Parameters.Value modelPath = parameters.get("modelPath");
    if (modelPath != null && parameters.get("modelType") == null) {
      modelPath
          .problems()
          .error(
              modelPath.key(),
              "Expected \"modelType\" (Tensorflow, ONNX or Custom) beside \"modelPath\", but found"
                  + " none.");
    }
    return new Surroundings(
        paths.text("container"),
        paths.path("workingDirectory"),
        paths.path("artifactDirectory"),
        paths.path("modelPath"),
        modelType(paths.text("modelType")));
  }

  private @Nullable String modelType(@Nullable String written) {
    Parameters.Value value = parameters.get("modelType");
    if (written != null
        && value != null
        && !MODEL_TYPES.contains(written.toLowerCase(Locale.ROOT))) {
      value
          .problems()
          .note(
              value.node().place(),
              "This model type is none of Tensorflow, ONNX and Custom; read as Custom.");
    }
    return written;
  }

  private void refuseDatasets() {
    for (String key : GradientKeys.DATASETS) {
      Parameters.Value value = parameters.get(key);
      if (value != null) {
        value
            .problems()
            .error(
                value.key(),
                "Datasets are not supported by this version yet. Let the job's command fetch the"
                    + " data, and remove the dataset keys.");
        return;
      }
    }
  }

  private void noteWithoutEffect() {
    for (String key : GradientKeys.WITHOUT_EFFECT) {
      Parameters.Value value = parameters.get(key);
      if (value != null) {
        value.problems().note(value.key(), "\"" + key + "\" has no effect here.");
      }
    }
    for (String key : GradientKeys.WORKSPACES) {
      Parameters.Value value = parameters.get(key);
      if (value != null) {
        value
            .problems()
            .warn(
                value.key(),
                "\"" + key + "\" has no effect: what runs is always the commit that is judged.");
      }
    }
    for (String key : GradientKeys.SEVERAL_NODES) {
      Parameters.Value value = parameters.get(key);
      if (value != null) {
        value
            .problems()
            .warn(
                value.key(),
                "\"" + key + "\" has no effect: it belongs to a step on several nodes.");
        return;
      }
    }
  }
}
