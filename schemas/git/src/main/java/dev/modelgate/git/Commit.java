package dev.modelgate.git;

import java.time.Instant;
import java.util.List;

/**
 * A commit as its object says it; every text in it is a stranger's and may hold anything.
 *
 * @param sha the commit's name
 * @param tree the name of its tree; equal trees mean equal content
 * @param parents the parents in order, empty for a root commit
 * @param authorName the author's name, at most 1,000 characters
 * @param authorTime when the author says it was written, in whole seconds; the epoch where the
 *     commit does not say it legibly
 * @param subject the first line of the message, at most 1,000 characters
 * @param message the whole message, at most the first 64 KiB of it
 */
public record Commit(
    Sha sha,
    Sha tree,
    List<Sha> parents,
    String authorName,
    Instant authorTime,
    String subject,
    String message) {

  public Commit {
    parents = List.copyOf(parents);
  }
}
