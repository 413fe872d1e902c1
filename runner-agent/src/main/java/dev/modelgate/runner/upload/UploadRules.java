package dev.modelgate.runner.upload;

import java.time.Duration;

/**
 * What is stored of an attempt, and how patiently.
 *
 * @param artifacts most files
 * @param artifactBytes most bytes of all files together
 * @param logAge a piece of the log is stored when its oldest byte has waited for so long
 * @param patience so long after the attempt's end its uploads are tried
 */
public record UploadRules(int artifacts, long artifactBytes, Duration logAge, Duration patience) {

  private static final long FIVE_GIBIBYTES = 5L * 1024 * 1024 * 1024;

  /** The rules of a runner whose owner says nothing about them. */
  public static UploadRules defaults() {
    return new UploadRules(1000, FIVE_GIBIBYTES, Duration.ofSeconds(30), Duration.ofHours(24));
  }
}
