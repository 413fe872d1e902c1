package dev.modelgate.git;

import java.util.List;
import java.util.Optional;

/** One look each into a mirror. */
final class Looks {

  private Looks() {}

  static boolean has(Mirror mirror, Sha commit) {
    return mirror.read(history -> history.has(commit));
  }

  static Optional<Sha> tip(Mirror mirror, String fullRef) {
    return mirror.read(history -> history.tip(fullRef));
  }

  static TreeFile file(Mirror mirror, Sha commit, String path, int maxBytes) {
    return mirror.read(history -> history.file(commit, path, maxBytes));
  }

  static List<Commit> commits(Mirror mirror, Sha before, Sha after, int limit) {
    return mirror.read(history -> history.commits(before, after, limit));
  }

  static Commit commit(Mirror mirror, Sha sha) {
    return mirror.read(history -> history.commit(sha));
  }

  static boolean isAncestor(Mirror mirror, Sha ancestor, Sha descendant) {
    return mirror.read(history -> history.isAncestor(ancestor, descendant));
  }

  static Optional<Sha> mergeBase(Mirror mirror, Sha one, Sha other) {
    return mirror.read(history -> history.mergeBase(one, other));
  }
}
