package dev.modelgate.runner.host;

import java.util.Optional;

/**
 * A process that no later one can be taken for.
 *
 * @param number what the system calls it, which is used again later
 * @param startTicks when it started, in clock ticks since the computer did
 * @param boot which start of the computer that was
 */
public record ProcessId(long number, long startTicks, String boot) {

  /** Reads {@code number ticks boot} with spaces between; empty where the text is none. */
  public static Optional<ProcessId> parse(String text) {
    String[] parts = text.strip().split(" ", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ProcessId(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
