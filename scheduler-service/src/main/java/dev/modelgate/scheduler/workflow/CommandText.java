package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the shell text of a job. */
public final class CommandText {

  private static final int MAX_BYTES = 65_536;

  private CommandText() {}

  /**
   * Null, and a problem, where there is none.
   *
   * @param key the key that it belongs to
   * @param around the place of what has to have it
   */
  public static @Nullable String read(
      String key, @Nullable YamlNode node, Place around, Problems problems) {
    switch (node) {
      case null ->
          problems.error(
              around,
              "Expected \"%1$s\", such as %1$s: python train.py, but found none.".formatted(key));
      case YamlNode.Scalar scalar when scalar.isNull() || scalar.text().isBlank() ->
          problems.error(
              node.place(), "Expected a command after \"" + key + "\", but found nothing.");
      case YamlNode.Scalar scalar when scalar.text().indexOf('\0') >= 0 ->
          problems.error(node.place(), "Expected text without the character NUL.");
      case YamlNode.Scalar scalar
          when scalar.text().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES ->
          problems.error(
              node.place(),
              "Expected \"%s\" to have at most %d bytes. Put the commands into a file of the repository."
                  .formatted(key, MAX_BYTES));
      case YamlNode.Scalar scalar -> {
        return scalar.text();
      }
      case YamlNode.Sequence _ ->
          problems.error(
              node.place(),
              "Expected \"%1$s\" to be text, but found a list. Write several lines after \"%1$s: |\"."
                  .formatted(key));
      case YamlNode.Mapping _ ->
          problems.error(
              node.place(),
              "Expected \"%s\" to be text, but found keys with values. Quote the text."
                  .formatted(key));
    }
    return null;
  }
}
