package dev.modelgate.git;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Our own bare copy of a repository, which no job can reach.
 *
 * <p>Safe to use from many threads and processes at once: whatever writes to it takes turns by a
 * lock on its folder. Nothing is done until a method is called. Every method throws {@link
 * GitException}; its kind says whether trying again later can help.
 */
public final class Mirror {

  private final Path folder;
  private final Remote remote;
  private final Repository repository;
  private final Duration timeout;

  private Mirror(Path folder, RemoteUrl url, Duration timeout) {
    this.folder = folder.toAbsolutePath().normalize();
    this.remote = new Remote(url);
    this.repository = new Repository(this.folder, remote);
    this.timeout = timeout;
  }

  /**
   * A mirror of a repository in a folder of our own, which is made with the first fetch.
   *
   * @param folder belongs to this mirror alone; nothing else may be kept in it
   * @param url the repository
   * @param timeout what one call may take at most, waiting for other writers included
   */
  public static Mirror at(Path folder, RemoteUrl url, Duration timeout) {
    return new Mirror(folder, url, timeout);
  }

  /**
   * Brings all branches and tags to where the repository has them now. Makes the mirror where it is
   * missing, builds it anew where it is damaged, and cleans up after a fetch that was killed.
   */
  public void fetchAll() {
    writing(
        (turn, deadline) -> {
          if (!repository.prepare(turn, deadline)) {
            fetchInto(turn, deadline);
          }
        });
  }

  /**
   * Makes sure that a commit is here: looks, fetches all branches and tags, asks for it by name.
   *
   * @throws GitException of kind MISSING if the repository does not have it either
   */
  public void fetch(Sha commit) {
    if (hasSurely(commit)) {
      return;
    }
    writing(
        (turn, deadline) -> {
          boolean fetched = repository.prepare(turn, deadline);
          if (!has(commit, deadline) && !fetched) {
            fetchInto(turn, deadline);
          }
          if (!has(commit, deadline)) {
            remote.fetch(repository.git(deadline).during(turn), commit);
          }
          if (!has(commit, deadline)) {
            throw new GitException(
                GitException.Kind.MISSING,
                "Expected to fetch commit " + commit + ", but that is no commit");
          }
        });
  }

  /**
   * The full name of the repository's default branch, for example {@code refs/heads/main}, asked
   * from the repository now; empty where it does not say.
   */
  public Optional<String> defaultBranch() {
    return remote.defaultBranch(Git.outside(Path.of("/"), Deadline.after(timeout)));
  }

  /**
   * Reads what was fetched, without asking the repository.
   *
   * @param reading done once, on another thread; the history serves it alone
   * @throws GitException of kind MISSING where nothing was ever fetched
   */
  public <T> T read(Function<History, T> reading) {
    if (!repository.exists()) {
      throw new GitException(
          GitException.Kind.MISSING,
          "Expected to read " + folder + ", but nothing was fetched yet");
    }
    return suspecting(() -> History.read(repository.git(Deadline.after(timeout)), reading));
  }

  /**
   * Makes a folder hold exactly the files of a commit and nothing else: what is right is left
   * alone, what differs is written, everything else is removed, ignored files and foreign {@code
   * .git} folders too. Every file's content is compared with the commit by hash.
   *
   * <p>Nothing in the folder is obeyed: no hook, filter, attribute, configuration, index bit or
   * link. Submodules are left out, LFS pointers stay pointers, no line ending is converted. The
   * folder's parent must be out of the reach of jobs, and no process of an earlier job may be
   * alive.
   */
  public void checkOut(Sha commit, Path workTree) {
    Deadline deadline = Deadline.after(timeout);
    Path place = workTree.toAbsolutePath().normalize();
    Path ours = folder.resolve("work-trees").resolve(nameFor(place));
    Git git = repository.git(deadline);
    suspecting(
        () -> {
          if (!repository.exists() || !has(commit, deadline)) {
            throw new GitException(
                GitException.Kind.MISSING,
                "Expected to check out " + commit + ", but it is not in the mirror: fetch it");
          }
          try (Turn turn = Turn.in(ours, deadline)) {
            new WorkTree(git.during(turn), place, ours.resolve("index")).become(commit);
          }
          return commit;
        });
  }

  /**
   * Puts a note on a commit and pushes it, replacing an earlier note on that commit; notes that
   * others wrote meanwhile are kept. Does nothing where the repository already has this very text.
   *
   * @param notesRef full, for example {@code refs/notes/modelgate}
   */
  public void writeNote(String notesRef, Sha commit, String text) {
    writing(
        (turn, deadline) -> {
          repository.prepare(turn, deadline);
          Git git = repository.git(deadline).during(turn);
          new Notes(remote, git, notesRef).write(commit, text, deadline);
        });
  }

  private boolean hasSurely(Sha commit) {
    try {
      return repository.exists()
          && !repository.isSuspect()
          && suspecting(() -> has(commit, Deadline.after(timeout)));
    } catch (GitException e) {
      if (e.kind() == GitException.Kind.CORRUPT) {
        return false;
      }
      throw e;
    }
  }

  private boolean has(Sha commit, Deadline deadline) {
    return History.read(repository.git(deadline), history -> history.has(commit));
  }

  private void fetchInto(Turn turn, Deadline deadline) {
    remote.fetchAll(repository.git(deadline).during(turn));
    repository.tidy(turn, deadline);
  }

  private interface Writing {
    void during(Turn turn, Deadline deadline);
  }

  /** Takes a turn; where the mirror turns out to be damaged, builds it anew and tries once more. */
  private void writing(Writing writing) {
    Deadline deadline = Deadline.after(timeout);
    try (Turn turn = Turn.in(folder, deadline)) {
      try {
        writing.during(turn, deadline);
      } catch (GitException e) {
        switch (e.kind()) {
          case CORRUPT -> {
            repository.suspect();
            writing.during(turn, deadline);
          }
          case TIMED_OUT, TOO_LARGE -> {
            turn.leaveUnfinished();
            throw e;
          }
          case UNREACHABLE, REFUSED, MISSING, FAILED -> throw e;
        }
      }
    }
  }

  private <T> T suspecting(Supplier<T> work) {
    try {
      return work.get();
    } catch (GitException e) {
      if (e.kind() == GitException.Kind.CORRUPT) {
        repository.suspect();
      }
      throw e;
    }
  }

  /** A name of our own for what we keep about a folder elsewhere. */
  private static String nameFor(Path place) {
    return UUID.nameUUIDFromBytes(place.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
