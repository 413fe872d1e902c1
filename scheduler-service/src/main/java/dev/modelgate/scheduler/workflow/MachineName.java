package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the name of a machine that runners offer. */
public final class MachineName {

  private static final Pattern MACHINE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+-]{0,62}");

  private MachineName() {}

  /** Null where none is asked for; null, and a problem, where it is no name. */
  public static @Nullable String read(@Nullable YamlNode node, Problems problems) {
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
