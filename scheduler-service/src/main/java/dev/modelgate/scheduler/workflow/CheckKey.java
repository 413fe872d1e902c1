package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.Shown;
import java.util.Optional;
import java.util.Set;

/** Takes the key of a check apart: {@code <source>:<name>} or {@code json:<file>:<pointer>}. */
public final class CheckKey {

  private static final int MAX_LENGTH = 300;
  private static final String FORM = "json:<file>:<pointer>, such as json:metrics.json:/accuracy";
  private static final Set<String> LATER = Set.of("onnx", "dvc", "csv", "mlflow", "wandb", "run");

  private CheckKey() {}

  /** A key of version 3. */
  static Optional<MetricSource> read(String key, Place place, Problems problems) {
    if (key.startsWith("tensorflow:") || key.startsWith("custom:")) {
      return named(key, place, problems);
    }
    int first = key.indexOf(':');
    int second = key.indexOf(':', first + 1);
    String source = first < 0 ? key : key.substring(0, first);
    if (LATER.contains(source)) {
      problems.error(
          place,
          "The source \""
              + source
              + "\" is not supported by this version yet. Expected "
              + FORM
              + ", tensorflow:<tag> or custom:<metric>.");
      return Optional.empty();
    }
    if (!source.equals("json") || second < 0) {
      problems.error(
          place,
          "Expected "
              + FORM
              + ", tensorflow:<tag> or custom:<metric>, but found "
              + Shown.quoted(key)
              + ".");
      return Optional.empty();
    }
    String file = key.substring(first + 1, second);
    String pointer = key.substring(second + 1);
    Optional<String> wrong =
        tooLong(key).or(() -> RepositoryPath.wrong(file)).or(() -> Pointers.wrong(pointer));
    wrong.ifPresent(message -> problems.error(place, message));
    return wrong.isPresent()
        ? Optional.empty()
        : Optional.of(new MetricSource(source, "", file, pointer, null));
  }

  /** A key that is a source and a name; its aggregate is not known yet. */
  public static Optional<MetricSource> named(String key, Place place, Problems problems) {
    int colon = key.indexOf(':');
    String name = key.substring(colon + 1);
    boolean control = name.codePoints().anyMatch(Character::isISOControl);
    Optional<String> wrong =
        name.isBlank() || control
            ? Optional.of(
                "Expected the name of a metric after \"" + key.substring(0, colon) + ":\".")
            : tooLong(key);
    wrong.ifPresent(message -> problems.error(place, message));
    return wrong.isPresent()
        ? Optional.empty()
        : Optional.of(new MetricSource(key.substring(0, colon), name, "", "", null));
  }

  private static Optional<String> tooLong(String key) {
    return key.length() > MAX_LENGTH
        ? Optional.of("Expected a check's key of at most " + MAX_LENGTH + " characters.")
        : Optional.empty();
  }
}
