package dev.modelgate.ingest.gitevent;

/** What an authentic body comes to. */
public sealed interface Decision {

  /** It is a git event. */
  record Accepted(GitEvent event) implements Decision {}

  /** It is of no interest, which is no fault of the sender. */
  record Ignored(IgnoreReason reason, String sentence) implements Decision {}

  /** It speaks for a repository that is not the hook's own. */
  record AnotherRepository(String sentence) implements Decision {}

  /** It is signed, but it is not what a hook sends. */
  record Unreadable(String problem) implements Decision {}
}
