package dev.modelgate.scheduler.workflow;

import java.util.List;

/** Which names of branches, or of tags, start a workflow. */
public sealed interface RefFilter {

  /** Every name. */
  record All() implements RefFilter {}

  /** No name. */
  record None() implements RefFilter {}

  /** Names that at least one of the patterns matches as a whole; there is at least one pattern. */
  record Only(List<RefPattern> patterns) implements RefFilter {
    public Only {
      patterns = List.copyOf(patterns);
    }
  }

  /** Names that none of the patterns matches as a whole; there is at least one pattern. */
  record Ignore(List<RefPattern> patterns) implements RefFilter {
    public Ignore {
      patterns = List.copyOf(patterns);
    }
  }
}
