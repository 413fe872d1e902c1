package dev.modelgate.checks.intake;

import org.jspecify.annotations.Nullable;

/**
 * A named number that an experiment wrote, or why there is none.
 *
 * @param key as a check names it
 * @param value the number exactly as it was written; null where there is none
 * @param problem why there is none
 * @param aggregate how the number was made of a series; null where it was not
 * @param note what people should know about the number; null: nothing
 */
public record Metric(
    String key,
    @Nullable String value,
    @Nullable String problem,
    @Nullable String aggregate,
    @Nullable String note) {

  /** How the runner agent's note ends where the job did not write the number's file. */
  private static final String COMMITTED = "this is the file as it was committed";

  /** Whether the number stands in a file that is the commit's, not the job's. */
  public boolean isCommitted() {
    return note != null && note.contains(COMMITTED);
  }
}
