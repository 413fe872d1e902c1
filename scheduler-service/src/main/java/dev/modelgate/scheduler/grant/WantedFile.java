package dev.modelgate.scheduler.grant;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file that a runner wants to store: a segment of the log, the series, or an artifact.
 *
 * @param path below the attempt's prefix, such as {@code log/000000000000000-000000000001}
 * @param bytes its size
 */
public record WantedFile(String path, long bytes) {

  private static final Pattern SEGMENT = Pattern.compile("log/[0-9]{15}-[0-9]{12}");
  private static final String SERIES = "series.avro";
  private static final String ARTIFACTS = "artifacts/";
  private static final long LONGEST_SEGMENT = 4L * 1024 * 1024;

  /** S3 takes no more in one request. */
  private static final long LONGEST = 5L * 1024 * 1024 * 1024;

  /**
   * S3 takes 1024 bytes for the whole key; a step of a path becomes a file's name here and there.
   */
  private static final int LONGEST_PATH = 900;

  private static final int LONGEST_STEP = 200;

  /** Why it is stored nowhere; empty where it may be. */
  public Optional<String> problem() {
    if (!isSegment() && !path.equals(SERIES) && !isArtifact()) {
      return Optional.of(
          "Expected a path to be log/<offset>-<line>, series.avro or artifacts/<path>, but %s is not."
              .formatted(shown()));
    }
    long longest = isSegment() ? LONGEST_SEGMENT : LONGEST;
    return bytes < 0 || bytes > longest
        ? Optional.of(
            "Expected %s to have 0 to %d bytes, but it has %d.".formatted(shown(), longest, bytes))
        : Optional.empty();
  }

  private boolean isSegment() {
    return SEGMENT.matcher(path).matches();
  }

  private boolean isArtifact() {
    return path.startsWith(ARTIFACTS)
        && length(path) <= LONGEST_PATH
        && path.chars().noneMatch(Character::isISOControl)
        && StandardCharsets.UTF_8.newEncoder().canEncode(path)
        && Stream.of(path.substring(ARTIFACTS.length()).split("/", -1))
            .allMatch(WantedFile::isStep);
  }

  private static boolean isStep(String step) {
    return !step.isEmpty()
        && !step.equals(".")
        && !step.equals("..")
        && length(step) <= LONGEST_STEP;
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private String shown() {
    String line = path.replaceAll("\\p{Cntrl}", "?");
    return line.length() > 100 ? line.substring(0, 100) + "…" : line;
  }
}
