package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.workflow.RepositoryPath;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads parameters that are one line of text, and those that name a folder. */
final class Paths {

  private static final int MAX_LENGTH = 500;

  private final Parameters parameters;

  Paths(Parameters parameters) {
    this.parameters = parameters;
  }

  /** Null where it is not stated, or cannot be read. */
  @Nullable String text(String key) {
    Parameters.Value value = parameters.get(key);
    if (value == null) {
      return null;
    }
    if (value.node() instanceof YamlNode.Scalar scalar
        && !scalar.isNull()
        && !scalar.text().isBlank()
        && scalar.text().length() <= MAX_LENGTH
        && scalar.text().codePoints().noneMatch(Character::isISOControl)) {
      return scalar.text().strip();
    }
    value
        .problems()
        .error(
            value.node().place(),
            "Expected \"%s\" to be one line of text, but found %s."
                .formatted(key, value.node().kind()));
    return null;
  }

  /** A path of the container, or one inside the work tree. */
  @Nullable String path(String key) {
    String text = text(key);
    Parameters.Value value = parameters.get(key);
    if (text == null || value == null) {
      return null;
    }
    boolean leaves = Arrays.asList(text.split("/", -1)).contains("..");
    if (text.startsWith("/") && leaves) {
      value
          .problems()
          .error(
              value.node().place(),
              "Expected \"" + key + "\" to name a folder without \"..\", but it does not.");
      return null;
    }
    if (!text.startsWith("/")) {
      String inner = text.replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
      if (leaves
          || (!inner.isEmpty() && !inner.equals(".") && RepositoryPath.wrong(inner).isPresent())) {
        value
            .problems()
            .error(
                value.node().place(),
                "Expected \"" + key + "\" to name a folder inside the work tree, but it does not.");
        return null;
      }
    } else if (!isKnown(text) && parameters.get("container") == null) {
      value
          .problems()
          .error(
              value.node().place(),
              "Expected \""
                  + key
                  + "\" to name a folder of the work tree, of /artifacts or of /storage, but it does"
                  + " not, and without \"container\" there is no other.");
      return null;
    } else if (!isKnown(text)) {
      value
          .problems()
          .warn(
              value.node().place(),
              "The folder "
                  + text
                  + " is one of the container: a runner that ignores containers uses the work tree or"
                  + " the artifacts folder instead. /artifacts and /storage are there on every"
                  + " runner.");
    }
    return text;
  }

  private static boolean isKnown(String path) {
    return path.equals("/artifacts")
        || path.startsWith("/artifacts/")
        || path.equals("/storage")
        || path.startsWith("/storage/");
  }
}
