package dev.modelgate.runner.execute;

import java.time.Duration;

/**
 * What a job may take.
 *
 * @param path where it finds programs
 * @param longest how long it may run
 * @param grace how long it has to end itself when it is asked to
 * @param logBytes how much of its output is kept; a multiple of 1 MiB
 */
public record JobLimits(String path, Duration longest, Duration grace, long logBytes) {

  private static final long MEBIBYTE = 1024 * 1024;

  public JobLimits {
    if (logBytes < MEBIBYTE || logBytes % MEBIBYTE != 0) {
      throw new IllegalArgumentException(
          "Expected the longest log to be whole MiB, but it is " + logBytes + " bytes");
    }
  }

  /** The limit in the blocks of 512 bytes that {@code ulimit -f} counts. */
  long logBlocks() {
    return logBytes / 512;
  }
}
