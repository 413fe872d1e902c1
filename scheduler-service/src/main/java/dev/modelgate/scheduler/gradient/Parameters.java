package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a step, wherever they were written. */
final class Parameters {

  /** Keys that a step has itself, too. */
  private static final List<String> OF_THE_STEP = List.of("name", "command", "checks", "triggers");

  private final Map<String, Value> values = new HashMap<>();
  private @Nullable Problems elsewhere;

  /**
   * One parameter.
   *
   * @param key where its key stands
   * @param problems those of the file that it stands in
   */
  record Value(Place key, YamlNode node, Problems problems) {}

  private Parameters() {}

  /** Null, and a problem of the step, where there are none. */
  static @Nullable Parameters of(StepBlock step, ParamsFiles files, Problems problems) {
    YamlNode inline = step.fields().get("params");
    YamlNode file = step.fields().get("paramsFile");
    Parameters parameters = new Parameters();
    if (inline != null && file != null) {
      problems.error(
          step.fields().placeOf("paramsFile"),
          "Expected either \"params\" or \"paramsFile\", but found both.");
      return null;
    }
    if (inline == null && file == null) {
      problems.error(
          step.place(),
          "Expected \"params\" with the job's command, or \"paramsFile\" with the path of a file, but"
              + " the step has neither.");
      return null;
    }
    if (file != null) {
      ParamsFiles.Read read = files.read(file, problems);
      if (read == null) {
        return null;
      }
      parameters.inside(read.parameters(), read.problems());
      parameters.elsewhere = read.problems();
    } else if (inline instanceof YamlNode.Mapping mapping) {
      parameters.inside(mapping, problems);
    } else if (inline != null) {
      problems.error(
          inline.place(),
          "Expected parameters such as \"command: python train.py\", but found "
              + inline.kind()
              + ".");
      return null;
    }
    parameters.beside(step.fields(), problems);
    return parameters;
  }

  /** Problems of another file; null where there is none. */
  @Nullable Problems elsewhere() {
    return elsewhere;
  }

  @Nullable Value get(String key) {
    return values.get(key);
  }

  private void inside(YamlNode.Mapping mapping, Problems problems) {
    Fields fields = Fields.lenient(mapping, GradientKeys.PARAMS, problems);
    for (String key : GradientKeys.PARAMS.read()) {
      YamlNode node = fields.get(key);
      if (node != null) {
        values.put(key, new Value(fields.placeOf(key), node, problems));
      }
    }
  }

  /** The documentation's own example has parameters beside {@code params}. */
  private void beside(Fields step, Problems problems) {
    for (String key : GradientKeys.PARAMS.read()) {
      YamlNode node = OF_THE_STEP.contains(key) ? null : step.get(key);
      if (node == null) {
        continue;
      }
      Place place = step.placeOf(key);
      if (values.containsKey(key)) {
        problems.error(
            place, "Expected \"" + key + "\" once, but it stands below \"params\", too.");
      } else {
        problems.warn(
            place,
            "Expected \""
                + key
                + "\" below \"params\", but it stands beside; read as a parameter.");
        values.put(key, new Value(place, node, problems));
      }
    }
  }
}
