package dev.modelgate.reporter.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides which objects go: logs after their time; series and artifacts after theirs, unless their
 * run is built for a tag, or is a baseline or was one until a short while ago. Objects that nobody
 * knows the run of stay as long as logs do; what lies elsewhere in the bucket is none of ours.
 *
 * @param logs how long logs are kept
 * @param artifacts how long series and artifacts are kept
 */
public record Retention(Duration logs, Duration artifacts) {

  private static final Pattern OURS =
      Pattern.compile(
          "attempts/([^/]+)/[0-9]+/(log/.+|series\\.avro|artifacts/.+)", Pattern.DOTALL);

  /** What becomes of an object. */
  public enum Fate {
    STAYS,
    GOES,
    /** The attempt's run decides; see {@link #goes}. */
    DEPENDS
  }

  /** The attempt that an object belongs to. */
  public static Optional<String> attempt(String key) {
    Matcher ours = OURS.matcher(key);
    return ours.matches() ? Optional.of(ours.group(1)) : Optional.empty();
  }

  /** What the key and the age alone say. */
  public Fate fate(String key, Duration age) {
    Matcher ours = OURS.matcher(key);
    if (!ours.matches()) {
      return Fate.STAYS;
    }
    if (ours.group(2).startsWith("log/")) {
      return age.compareTo(logs) > 0 ? Fate.GOES : Fate.STAYS;
    }
    return age.compareTo(artifacts) > 0 ? Fate.DEPENDS : Fate.STAYS;
  }

  /**
   * Whether series and artifacts go that are old enough.
   *
   * @param baselineUntil null where the run never was a baseline
   */
  public boolean goes(boolean onTag, @Nullable Instant baselineUntil, Instant now) {
    return !onTag && (baselineUntil == null || baselineUntil.isBefore(now.minus(artifacts)));
  }

  /** Whether they go where nobody knows the run. */
  public boolean goesUnknown(Duration age) {
    return age.compareTo(logs) > 0 && age.compareTo(artifacts) > 0;
  }
}
