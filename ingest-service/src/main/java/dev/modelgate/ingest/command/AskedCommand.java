package dev.modelgate.ingest.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person asks for.
 *
 * @param project name of the project
 * @param run number of the run that it is about, from 1
 * @param verb what to do with it
 */
public record AskedCommand(String project, int run, Verb verb) {

  /** What can be done with a run. */
  public enum Verb {
    /** A new run of the same workflow and commit. */
    RERUN,
    /** End the run. */
    CANCEL;

    /** The verb that people write in lower case; empty where it is none. */
    static Optional<Verb> parse(String text) {
      return Arrays.stream(values())
          .filter(verb -> verb.name().toLowerCase(Locale.ROOT).equals(text))
          .findFirst();
    }
  }
}
