package dev.modelgate.standalone;

import dev.modelgate.scheduler.yaml.KnownKeys;
import dev.modelgate.scheduler.yaml.NearestKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A verdict, or a state, that runs are looked for by. */
final class VerdictWord implements ITypeConverter<String> {

  private static final KnownKeys WORDS =
      new KnownKeys(
          "a verdict",
          List.of(
              "passed",
              "failed",
              "inconclusive",
              "errored",
              "cancelled",
              "superseded",
              "skipped",
              "queued",
              "running"),
          Set.of(),
          Map.of(
              "pass",
              "passed",
              "fail",
              "failed",
              "error",
              "errored",
              "cancel",
              "cancelled",
              "skip",
              "skipped",
              "run",
              "running"));

  @Override
  public String convert(String word) {
    if (WORDS.read().contains(word)) {
      return word;
    }
    throw new TypeConversionException(
        "expected "
            + String.join(", ", WORDS.read())
            + ", but got "
            + word
            + NearestKey.of(word, WORDS).map(near -> "; did you mean " + near + "?").orElse(""));
  }
}
