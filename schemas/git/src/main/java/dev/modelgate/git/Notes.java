package dev.modelgate.git;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Writes notes into a repository that others write notes into at the same time. */
final class Notes {

  private static final int TRIES = 20;
  private static final long LONGEST_PAUSE_MILLIS = 200;

  private final Remote remote;
  private final Git git;
  private final String ref;

  Notes(Remote remote, Git git, String ref) {
    if (!ref.startsWith("refs/notes/") || !Refs.isWellFormed(ref)) {
      throw new IllegalArgumentException(
          "Expected to write notes under refs/notes/, but got " + Quoted.of(ref));
    }
    this.remote = remote;
    this.git = git;
    this.ref = ref;
  }

  /** Fetches, adds, pushes; again from the start whenever another writer was first. */
  void write(Sha commit, String text, Deadline deadline) {
    for (int attempt = 1; attempt <= TRIES && !deadline.isOver(); attempt++) {
      if (!remote.fetchRef(git, ref)) {
        git.text("update-ref", "-d", ref);
      }
      Sha note = store(text);
      if (noteOn(commit).filter(note::equals).isPresent()) {
        return;
      }
      git.text("notes", "--ref=" + ref, "add", "-f", "-C", note.hex(), commit.hex());
      if (remote.push(git, ref)) {
        return;
      }
      pause(attempt);
    }
    throw new GitException(
        GitException.Kind.UNREACHABLE,
        "Expected to push a note on " + commit + ", but other writers were always first");
  }

  /** Stored as it is: without this, git would take lines and spaces away. */
  private Sha store(String text) {
    return new Sha(
        git.text(
                List.of("hash-object", "-w", "--stdin", "--no-filters"),
                text.getBytes(StandardCharsets.UTF_8))
            .strip());
  }

  private Optional<Sha> noteOn(Sha commit) {
    Call.Ended<String> found =
        git.attempt(List.of("notes", "--ref=" + ref, "list", commit.hex()), new byte[0]);
    return found.exit() == 0 ? Optional.of(new Sha(found.value().strip())) : Optional.empty();
  }

  /** Writers that met once must not meet again: each waits for another time. */
  private static void pause(int attempt) {
    try {
      Thread.sleep(
          ThreadLocalRandom.current().nextLong(1 + Math.min(LONGEST_PAUSE_MILLIS, 20L * attempt)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitException(
          GitException.Kind.TIMED_OUT, "Expected to push a note, but we were told to stop", e);
    }
  }
}
