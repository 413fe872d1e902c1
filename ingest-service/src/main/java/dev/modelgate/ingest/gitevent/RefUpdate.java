package dev.modelgate.ingest.gitevent;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ref that moved, as the hook of a plain Git repository says it.
 *
 * @param deliveryId the hook's own id of this message
 * @param repository the repository that it speaks for
 * @param ref full name of the ref
 * @param before where it pointed; null where it was created
 * @param after where it points; null where it was deleted
 * @param pusher who pushed, on one line; empty where the hook does not know
 * @param pushedAt when, by the clock of the repository's host
 */
public record RefUpdate(
    String deliveryId,
    String repository,
    String ref,
    @Nullable String before,
    @Nullable String after,
    String pusher,
    Instant pushedAt) {

  /** What makes it this update and no other, within its project: {@link GitEvent#identity}. */
  List<String> identity() {
    return List.of(ref, orNone(before), orNone(after), pushedAt.toString());
  }

  private static String orNone(@Nullable String sha) {
    return sha == null ? "none" : sha;
  }
}
