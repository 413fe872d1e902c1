package dev.modelgate.scheduler.trigger;

/**
 * A branch or tag that was pushed.
 *
 * @param ref full name, opaque text from outside
 */
public record PushedRef(String ref, RefKind kind, boolean onDefaultBranch) {

  /** The name as people type it, without {@code refs/heads/} or {@code refs/tags/}. */
  public String shortName() {
    String prefix =
        switch (kind) {
          case BRANCH -> "refs/heads/";
          case TAG -> "refs/tags/";
        };
    return ref.startsWith(prefix) ? ref.substring(prefix.length()) : ref;
  }
}
