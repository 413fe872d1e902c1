package dev.modelgate.ingest.gitevent;

import dev.modelgate.ingest.body.OneLine;
import dev.modelgate.ingest.project.Project;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Decides what an authentic body of a plain Git repository comes to. */
public final class DeliveryJudge {

  private DeliveryJudge() {}

  /**
   * Decides in this order: a removed project ignores everything; what cannot be read cannot be
   * judged; a body of another repository is refused whatever its ref; then the ref.
   */
  public static Decision judge(byte[] body, Project project) {
    if (project.isRemoved()) {
      return new Decision.Ignored(
          IgnoreReason.PROJECT_REMOVED,
          "The project '%s' was removed; its hook can be deleted from the repository."
              .formatted(project.settings().name()));
    }
    return switch (RefUpdateReader.read(body)) {
      case RefUpdateReading.Unreadable(String problem) -> new Decision.Unreadable(problem);
      case RefUpdateReading.Ok(RefUpdate update) -> judge(update, sha256(body), project);
    };
  }

  private static Decision judge(RefUpdate update, String bodySha256, Project project) {
    String own = project.settings().repository();
    if (!update.repository().equals(own)) {
      return new Decision.AnotherRepository(
          "Expected a body of the repository '%s', but got one of '%s'; register that repository to get its own hook"
              .formatted(own, OneLine.of(update.repository(), 200)));
    }
    if (update.ref().startsWith("refs/heads/")) {
      return new Decision.Accepted(new GitEvent(project, GitEvent.Kind.PUSH, update, bodySha256));
    }
    if (update.ref().startsWith("refs/tags/")) {
      return new Decision.Accepted(new GitEvent(project, GitEvent.Kind.TAG, update, bodySha256));
    }
    return new Decision.Ignored(
        IgnoreReason.NOT_A_BRANCH_OR_TAG,
        "Only refs/heads/* and refs/tags/* build; '%s' is neither."
            .formatted(OneLine.of(update.ref(), 200)));
  }

  /** SHA-256 of bytes, in hexadecimal digits. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected SHA-256 in every JDK, but " + e, e);
    }
  }
}
