package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.workflow.EnvSection;
import dev.modelgate.scheduler.yaml.Problem;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlFile;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads {@code experimentEnv}: names and values, or the same as JSON text. */
final class ExperimentEnv {

  private static final String KEY = "experimentEnv";

  private ExperimentEnv() {}

  static Map<String, String> read(Parameters.Value value) {
    return switch (value.node()) {
      case YamlNode.Scalar scalar when scalar.isNull() -> Map.of();
      case YamlNode.Scalar scalar when scalar.text().strip().startsWith("{") ->
          json(scalar, value.problems());
      case YamlNode node -> EnvSection.read(KEY, node, value.problems());
    };
  }

  /** JSON is YAML, and numbers in it are read as they are written. */
  private static Map<String, String> json(YamlNode.Scalar text, Problems problems) {
    Problems inside = new Problems(KEY);
    Map<String, String> env = Map.of();
    switch (YamlFile.read(KEY, text.text().getBytes(StandardCharsets.UTF_8))) {
      case YamlFile.Tree(YamlNode.Mapping mapping) -> env = EnvSection.read(KEY, mapping, inside);
      case YamlFile.Tree _, YamlFile.Broken _ ->
          problems.error(
              text.place(),
              "Expected experimentEnv to be JSON such as {\"EPOCHS\": 20}, but it is not.");
    }
    for (Problem problem : inside.listed()) {
      problems.error(text.place(), problem.message());
    }
    return env;
  }
}
