package dev.modelgate.git;

import java.util.regex.Pattern;

/**
 * The name of a git object: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits.
 *
 * @param hex the digits, in lower case
 */
public record Sha(String hex) {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  public Sha {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "Expected to read a commit id of 40 or 64 lower-case hexadecimal digits, but got "
              + Quoted.of(hex));
    }
  }

  /** Whether this is the all-zero name with which git says "no such object". */
  public boolean isZero() {
    return hex.chars().allMatch(digit -> digit == '0');
  }

  @Override
  public String toString() {
    return hex;
  }
}
