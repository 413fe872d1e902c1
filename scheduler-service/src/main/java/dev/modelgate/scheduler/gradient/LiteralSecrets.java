package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.regex.Pattern;

/** Warns of secrets that everybody can read who can read the repository; never says them again. */
final class LiteralSecrets {

  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(SECRET|PASSWORD|PASSWD|TOKEN|API_?KEY|ACCESS_KEY|ACCESS_KEY_ID)");

  private LiteralSecrets() {}

  static void warn(Parameters parameters) {
    for (String key : GradientKeys.SECRETS) {
      Parameters.Value value = parameters.get(key);
      if (value != null && isLiteral(value.node())) {
        value.problems().warn(value.key(), message(key));
      }
    }
    Parameters.Value env = parameters.get("experimentEnv");
    if (env != null && env.node() instanceof YamlNode.Mapping mapping) {
      for (YamlNode.Entry entry : mapping.entries()) {
        if (entry.key() instanceof YamlNode.Scalar key
            && SECRET_NAME.matcher(key.text()).matches()
            && isLiteral(entry.value())) {
          env.problems().warn(key.place(), message(key.text()));
        }
      }
    }
  }

  private static boolean isLiteral(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar
        && !scalar.isNull()
        && !scalar.text().isBlank()
        && !scalar.text().startsWith("secret:");
  }

  private static String message(String key) {
    return "\""
        + key
        + "\" looks like a secret that stands here for everybody to read. Revoke it, and write"
        + " secret:<name> instead.";
  }
}
