package dev.modelgate.ingest.gitevent;

import dev.modelgate.ingest.project.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that happened in a registered repository.
 *
 * @param project the project, with its settings at that moment
 * @param kind what happened
 * @param update the ref that moved
 * @param bodySha256 SHA-256 of the raw body that said so, in hexadecimal digits
 */
public record GitEvent(Project project, Kind kind, RefUpdate update, String bodySha256) {

  /** What happened in the repository. */
  public enum Kind {
    /** A branch was created, moved or deleted. */
    PUSH,
    /** A tag was. */
    TAG
  }

  /**
   * What makes it this event and no other: project, kind, ref, before, after and the time that the
   * body itself carries, so that a branch that goes A, B, A is three events while one that is told
   * of twice is one, whatever the delivery's id says.
   */
  public List<String> identity() {
    List<String> parts = new ArrayList<>();
    parts.add(project.id());
    parts.add(kind.name().toLowerCase(Locale.ROOT));
    parts.addAll(update.identity());
    return List.copyOf(parts);
  }
}
