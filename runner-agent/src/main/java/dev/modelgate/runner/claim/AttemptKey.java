package dev.modelgate.runner.claim;

import java.util.regex.Pattern;

/**
 * One attempt under one token. It is the name of a folder, too, so an id that is no plain name is
 * refused.
 *
 * @param attemptId letters, digits and hyphens
 * @param token grows with every attempt of the experiment
 */
public record AttemptKey(String attemptId, long token) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

  public AttemptKey {
    requirePlain("an attempt", attemptId);
  }

  /** What its folder is called. */
  public String folderName() {
    return attemptId + "." + token;
  }

  static void requirePlain(String what, String id) {
    if (!PLAIN.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "Expected the id of "
              + what
              + " to be 1 to 64 letters, digits and hyphens, but it has other characters or "
              + id.length()
              + " of them");
    }
  }
}
