package dev.modelgate.reporter.render;

import java.util.Locale;

/** How far a run is. */
public enum RunState {
  QUEUED,
  RUNNING,
  /** Its verdict is known. */
  FINISHED;

  /** The word as people and the API read it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
