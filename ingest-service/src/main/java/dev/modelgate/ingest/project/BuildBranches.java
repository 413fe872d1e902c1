package dev.modelgate.ingest.project;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which branches of a project build. */
public enum BuildBranches {
  DEFAULT,
  ALL,
  NONE;

  /** The value that people write in lower case; empty where it is none. */
  public static Optional<BuildBranches> parse(String text) {
    return Arrays.stream(values()).filter(value -> value.text().equals(text)).findFirst();
  }

  /** How people write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
