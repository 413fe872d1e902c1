package dev.modelgate.scheduler.workflow;

/**
 * Bounds how large a regular expression becomes when it is compiled, from its text alone: nested
 * repetitions such as {@code ((a{100}){100}){100}} would otherwise take their time before anybody
 * can measure them.
 */
final class PatternSize {

  private static final long ENDLESS = Integer.MAX_VALUE;

  private final String pattern;
  private int at;

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  /** Never less than the number of characters that the expanded pattern has. */
  static long bound(String pattern) {
    PatternSize size = new PatternSize(pattern);
    long bound = 0;
    while (size.at < pattern.length()) {
      bound = sum(bound, size.sequence());
      size.at++;
    }
    return bound;
  }

  /** Up to a closing bracket or the end. */
  private long sequence() {
    long total = 0;
    long atom = 0;
    while (at < pattern.length() && pattern.charAt(at) != ')') {
      char c = pattern.charAt(at);
      if (c == '{') {
        atom = product(atom, repetition());
        continue;
      }
      total = sum(total, atom);
      atom = atom();
    }
    return sum(total, atom);
  }

  private long atom() {
    char c = pattern.charAt(at++);
    if (c == '\\') {
      skipEscape();
      return 1;
    }
    if (c == '[') {
      skipClass();
      return 1;
    }
    if (c == '(') {
      long inner = sequence();
      at++;
      return sum(inner, 2);
    }
    return 1;
  }

  /** The braces of {@code \x{2713}} and {@code \p{Greek}} repeat nothing. */
  private void skipEscape() {
    boolean named = at < pattern.length() && "xpP".indexOf(pattern.charAt(at)) >= 0;
    at++;
    if (named && at < pattern.length() && pattern.charAt(at) == '{') {
      int end = pattern.indexOf('}', at);
      at = end < 0 ? pattern.length() : end + 1;
    }
  }

  private void skipClass() {
    at += at < pattern.length() && pattern.charAt(at) == '^' ? 2 : 1;
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      at += pattern.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  /** The largest number between the braces; 1 where they are plain text. */
  private long repetition() {
    long largest = 1;
    long number = 0;
    at++;
    while (at < pattern.length() && pattern.charAt(at) != '}') {
      char c = pattern.charAt(at++);
      if (c == ',') {
        number = 0;
      } else if (c >= '0' && c <= '9') {
        number = Math.min(ENDLESS, number * 10 + (c - '0'));
        largest = Math.max(largest, number);
      } else {
        return 1;
      }
    }
    at++;
    return largest;
  }

  private static long sum(long a, long b) {
    return Math.min(ENDLESS, a + b);
  }

  private static long product(long a, long b) {
    return Math.min(ENDLESS, Math.max(1, a) * b);
  }
}
