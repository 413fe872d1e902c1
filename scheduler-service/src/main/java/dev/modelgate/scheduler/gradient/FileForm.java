package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out whether a file has the form of version 2, whatever its version says. */
final class FileForm {

  private static final Set<String> OLD_KEYS =
      Set.of(
          "project",
          "project-handle",
          "experiment",
          "type",
          "paths",
          "model",
          "worker",
          "parameter-server",
          "filters");
  private static final String WRITE =
      " Write \"version: 2\", and below it \"workflows:\", a name, \"steps:\" and a step with name,"
          + " command: experiment.run_single_node and params.";

  private FileForm() {}

  static boolean isVersionTwo(YamlNode.Mapping file, Problems problems) {
    YamlNode version = value(file, "version");
    String text = version instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    boolean workflows = value(file, "workflows") != null;
    Place place = version == null ? file.place() : version.place();
    return switch (text) {
      case "2", "2.0" -> workflows || isOtherForm(file, "version 2", problems);
      case "3" -> {
        problems.error(place, "Version 3 stands in .modelgate/config.yaml: move the file there.");
        yield false;
      }
      case "0", "0.1", "1", "1.0" -> older(text, workflows, place, problems);
      default -> {
        if (version != null) {
          problems.error(place, "Expected \"version: 2\", but found " + version.kind() + ".");
          yield false;
        }
        if (workflows) {
          problems.warn(place, "Expected \"version: 2\", but found no version; read as version 2.");
          yield true;
        }
        yield isOtherForm(file, "no version", problems);
      }
    };
  }

  private static boolean older(String text, boolean workflows, Place place, Problems problems) {
    if (workflows) {
      problems.warn(
          place,
          "Expected \"version: 2\" above \"workflows:\", but found version "
              + text
              + "; read as version 2.");
      return true;
    }
    problems.error(
        place, "Files of version " + text + " are not supported by this version yet." + WRITE);
    return false;
  }

  /** False, and what the file is instead, where that can be seen. */
  private static boolean isOtherForm(YamlNode.Mapping file, String found, Problems problems) {
    for (YamlNode.Entry entry : file.entries()) {
      if (!(entry.key() instanceof YamlNode.Scalar key)) {
        continue;
      }
      if (OLD_KEYS.contains(key.text())) {
        problems.error(
            key.place(),
            "\""
                + key.text()
                + "\" belongs to versions 0 and 1, which are not supported by this version yet."
                + WRITE);
        return false;
      }
      if (GradientKeys.PARAMS.read().contains(key.text()) && !key.text().equals("checks")) {
        problems.error(
            key.place(),
            "Expected a workflow file, but these are the parameters of a step. Write them below"
                + " \"params:\", or name this file with \"paramsFile:\"."
                + WRITE);
        return false;
      }
    }
    problems.error(
        file.place(), "Expected \"workflows:\", but found " + found + " and no workflows." + WRITE);
    return false;
  }

  private static @Nullable YamlNode value(YamlNode.Mapping file, String key) {
    for (YamlNode.Entry entry : file.entries()) {
      if (entry.key() instanceof YamlNode.Scalar scalar && scalar.text().equals(key)) {
        return entry.value();
      }
    }
    return null;
  }
}
