package dev.modelgate.ingest.gitevent;

import dev.modelgate.ingest.body.JsonFields;
import dev.modelgate.ingest.body.JsonReader;
import dev.modelgate.ingest.body.JsonReading;
import dev.modelgate.ingest.body.OneLine;
import dev.modelgate.ingest.project.RefName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body that the hook of a plain Git repository sends: {@code {id, repository, ref,
 * before, after, pusher, pushedAt}}, all text, {@code pusher} may be missing; an object id of zeros
 * says that there is none. Fields that later hooks may add are stepped over.
 */
public final class RefUpdateReader {

  private static final Set<String> FIELDS =
      Set.of("id", "repository", "ref", "before", "after", "pusher", "pushedAt");

  private static final Pattern ID = Pattern.compile("[!-~]{1,200}");
  private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern ZERO = Pattern.compile("0+");
  private static final int LONGEST_PUSHER = 200;

  /**
   * What neither Kafka's milliseconds nor PostgreSQL's timestamps can hold is no time of a push.
   */
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private RefUpdateReader() {}

  /** Reads a body; its signature was verified. */
  public static RefUpdateReading read(byte[] body) {
    return switch (JsonReader.read(body, FIELDS)) {
      case JsonReading.Ok(JsonFields fields) -> read(fields);
      case JsonReading.Unreadable(String problem) -> new RefUpdateReading.Unreadable(problem);
    };
  }

  private static RefUpdateReading read(JsonFields fields) {
    for (String field : FIELDS) {
      if (!field.equals("pusher") && fields.text(field).isEmpty()) {
        return unreadable("the text '" + field + "'", "it is not there");
      }
    }
    String id = fields.text("id").orElseThrow();
    if (!ID.matcher(id).matches()) {
      return unreadable("an id of 1 to 200 printable ASCII characters", "it has others");
    }
    String ref = fields.text("ref").orElseThrow();
    Optional<String> refProblem = RefName.problemOf(ref);
    if (refProblem.isPresent()) {
      return unreadable("a ref", refProblem.get());
    }
    String before = fields.text("before").orElseThrow();
    String after = fields.text("after").orElseThrow();
    if (!SHA.matcher(before).matches() || !SHA.matcher(after).matches()) {
      return unreadable("object ids of 40 or 64 lower-case hexadecimal digits", "got others");
    }
    if (isZero(before) && isZero(after)) {
      return unreadable("a ref that was or is somewhere", "both object ids are zero");
    }
    Optional<Instant> pushedAt = time(fields.text("pushedAt").orElseThrow());
    if (pushedAt.isEmpty()) {
      return unreadable("pushedAt like 2026-11-21T06:46:47Z", "it is no such time");
    }
    return new RefUpdateReading.Ok(
        new RefUpdate(
            id,
            fields.text("repository").orElseThrow(),
            ref,
            orNull(before),
            orNull(after),
            OneLine.of(fields.text("pusher").orElse(""), LONGEST_PUSHER),
            pushedAt.get()));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant())
          .filter(time -> !time.isBefore(EARLIEST) && !time.isAfter(LATEST));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isZero(String sha) {
    return ZERO.matcher(sha).matches();
  }

  private static @Nullable String orNull(String sha) {
    return isZero(sha) ? null : sha;
  }

  private static RefUpdateReading unreadable(String expected, String but) {
    return new RefUpdateReading.Unreadable("Expected " + expected + ", but " + but);
  }
}
