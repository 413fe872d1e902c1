package dev.modelgate.ingest.project;

/** What came of a registration. */
public sealed interface Registered {

  /** The project is there now. */
  record Created(Project project) implements Registered {}

  /** Exactly this project was there before. */
  record Known(Project project) implements Registered {}

  /** Another project has the name or the repository. */
  record Taken(String code, String sentence) implements Registered {}
}
