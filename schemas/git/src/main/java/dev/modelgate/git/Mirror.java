package dev.modelgate.git;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
          History history = new History(repository.git(deadline));
          if (!history.has(commit) && !fetched) {
            fetchInto(turn, deadline);
          }
          if (!history.has(commit)) {
            remote.fetch(repository.git(deadline).during(turn), commit);
          }
          if (!history.has(commit)) {
            throw new GitException(
                GitException.Kind.MISSING,
                "Expected to fetch commit " + commit + ", but that is no commit");
          }
        });
  }

  /** Whether the mirror has this commit, without asking the repository. */
  public boolean has(Sha commit) {
    return repository.exists() && reading(history -> history.has(commit));
  }

  /**
   * The commit that a branch or tag pointed to when it was last fetched; an annotated tag is
   * peeled.
   *
   * @param fullRef for example {@code refs/heads/main}
   */
  public Optional<Sha> tip(String fullRef) {
    return repository.exists() ? reading(history -> history.tip(fullRef)) : Optional.empty();
  }

  /**
   * The full name of the repository's default branch, for example {@code refs/heads/main}, asked
   * from the repository now; empty where it does not say.
   */
  public Optional<String> defaultBranch() {
    return remote.defaultBranch(Git.outside(Path.of("/"), Deadline.after(timeout)));
  }

  /**
   * Reads a file of a commit from the object store, never from a file system.
   *
   * @param path relative to the root, with slashes, without {@code .}, {@code ..} and empty parts;
   *     any other path reads as {@link TreeFile.Missing}
   * @param maxBytes what the caller takes at most
   */
  public TreeFile read(Sha commit, String path, int maxBytes) {
    return reading(history -> history.read(commit, path, maxBytes));
  }

  /**
   * The names in a folder of a commit, in git's order, folders with a slash at the end; empty where
   * there is no such folder.
   *
   * @param folder as the path of {@link #read}; the empty text is the root
   */
  public List<String> list(Sha commit, String folder) {
    return reading(history -> history.list(commit, folder));
  }

  /**
   * The newest commits that {@code after} reaches and {@code before} does not, oldest first,
   * children after their parents.
   *
   * @param before all zeros, as in the event of a new branch, for everything that {@code after}
   *     reaches
   * @param limit how many at most
   */
  public List<Commit> commits(Sha before, Sha after, int limit) {
    return reading(history -> history.commits(before, after, limit));
  }

  /** One commit. */
  public Commit commit(Sha sha) {
    return reading(history -> history.commit(sha));
  }

  /** Whether {@code ancestor} is {@code descendant} or can be reached from it. */
  public boolean isAncestor(Sha ancestor, Sha descendant) {
    return reading(history -> history.isAncestor(ancestor, descendant));
  }

  /** The best common ancestor; empty where two histories have nothing in common. */
  public Optional<Sha> mergeBase(Sha one, Sha other) {
    return reading(history -> history.mergeBase(one, other));
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
          if (!repository.exists() || !new History(git).has(commit)) {
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
      return !repository.isSuspect() && has(commit);
    } catch (GitException e) {
      if (e.kind() == GitException.Kind.CORRUPT) {
        return false;
      }
      throw e;
    }
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

  private <T> T reading(Function<History, T> reading) {
    if (!repository.exists()) {
      throw new GitException(
          GitException.Kind.MISSING,
          "Expected to read " + folder + ", but nothing was fetched yet");
    }
    return suspecting(() -> reading.apply(new History(repository.git(Deadline.after(timeout)))));
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
