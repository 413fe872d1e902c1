package dev.modelgate.scheduler.workflow;

/**
 * What a file may still use up, counted over all its workflows: a plan has to fit into one event,
 * and matching a name has to stay fast.
 */
public final class Allowance {

  public static final int MAX_CHECKS = 100;
  static final int MAX_PATTERN_SIZE = 20_000;

  private int checks = MAX_CHECKS;
  private int patternSize = MAX_PATTERN_SIZE;

  /** Whether there is room for one more check. */
  public boolean takeCheck() {
    return checks-- > 0;
  }

  /** Whether there is room for a pattern of that many instructions. */
  public boolean takePattern(int size) {
    patternSize -= size;
    return patternSize >= 0;
  }
}
