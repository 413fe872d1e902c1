package dev.modelgate.reporter.render;

import java.util.Locale;

/**
 * One status of a commit, as a Git host shows it.
 *
 * @param context its name, at most 255 characters, distinct from the commit's others whatever the
 *     case
 * @param description at most 140 characters, the verdict first
 * @param url the page behind it
 */
public record StatusContext(String context, State state, String description, String url) {

  /** What a Git host makes of a status. */
  public enum State {
    PENDING,
    SUCCESS,
    FAILURE,
    ERROR;

    /** The word as the API says it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
