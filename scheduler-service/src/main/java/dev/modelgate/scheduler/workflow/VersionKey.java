package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.Set;

/** Reads {@code version}, which says how the rest of the file is to be understood. */
final class VersionKey {

  private static final Set<String> TWO = Set.of("2", "2.0");
  private static final Set<String> OLDER = Set.of("0", "0.1", "1", "1.0");

  private VersionKey() {}

  static boolean isThree(YamlNode.Mapping file, Problems problems) {
    for (YamlNode.Entry entry : file.entries()) {
      if (entry.key() instanceof YamlNode.Scalar key && key.text().equals("version")) {
        return isThree(entry.value(), problems);
      }
    }
    problems.error(file.place(), "Expected \"version: 3\" in the file, but found no version.");
    return false;
  }

  private static boolean isThree(YamlNode node, Problems problems) {
    if (node instanceof YamlNode.Scalar scalar) {
      if (scalar.text().equals("3")) {
        return true;
      }
      if (OLDER.contains(scalar.text())) {
        problems.error(
            node.place(), "Version " + scalar.text() + " is not supported; write version 3.");
        return false;
      }
      if (TWO.contains(scalar.text())) {
        problems.error(
            node.place(),
            "Expected \"version: 3\"; version "
                + scalar.text()
                + " belongs into .ps_project/config.yaml; move the file there, or write version 3.");
        return false;
      }
    }
    problems.error(node.place(), "Expected \"version: 3\", but found " + node.kind() + ".");
    return false;
  }
}
