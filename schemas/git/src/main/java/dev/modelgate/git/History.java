package dev.modelgate.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Commits, folders and files of a mirror, as its object store and its refs have them.
 *
 * <p>Valid while {@link Mirror#read} runs, on its thread. Refs are those of the first look.
 */
public final class History {

  private static final int MOST_OF_A_COMMIT = 64 * 1024;
  private static final int LARGEST_TREE = 64 * 1024 * 1024;

  private final Git git;
  private final Objects objects;
  private @Nullable Map<String, Sha> refs;

  private History(Git git, Objects objects) {
    this.git = git;
    this.objects = objects;
  }

  /** Reads with one git process for all objects. */
  static <T> T read(Git git, Function<History, T> reading) {
    Call.Ended<Optional<T>> ended =
        git.call(
            List.of("cat-file", "--batch-command"),
            (out, in) -> {
              try (in) {
                return Optional.of(reading.apply(new History(git, new Objects(out, in))));
              } catch (UncheckedIOException e) {
                // Git gave up; why is in its exit status and its words.
                return Optional.empty();
              }
            });
    return ended
        .value()
        .orElseThrow(() -> Failure.of(List.of("cat-file"), ended.exit(), ended.errors()));
  }

  /** Whether this commit is here. */
  public boolean has(Sha commit) {
    return asking(() -> objects.look(commit)).filter(it -> it.type().equals("commit")).isPresent();
  }

  /** The commit that a commit, a tag or a tag of a tag stands for; empty where it is not here. */
  public Optional<Sha> peel(Sha sha) {
    return asking(() -> objects.peel(sha));
  }

  /**
   * The commit that a branch or tag pointed to when it was last fetched; an annotated tag is
   * peeled.
   *
   * @param fullRef for example {@code refs/heads/main}
   */
  public Optional<Sha> tip(String fullRef) {
    if (refs == null) {
      refs = refs();
    }
    // Compared here, because git completes a name that it does not find.
    byte[] bytes = fullRef.getBytes(StandardCharsets.UTF_8);
    return Optional.ofNullable(refs.get(new String(bytes, StandardCharsets.ISO_8859_1)))
        .flatMap(this::peel);
  }

  private Map<String, Sha> refs() {
    return git.text("for-each-ref", "--format=%(objectname) %(refname)")
        .lines()
        .collect(
            Collectors.toMap(
                line -> line.substring(line.indexOf(' ') + 1),
                line -> new Sha(line.substring(0, line.indexOf(' ')))));
  }

  /**
   * Reads a file of a commit from the object store, never from a file system.
   *
   * @param path relative to the root, with slashes, without {@code .}, {@code ..} and empty parts;
   *     any other path reads as {@link TreeFile.Missing}
   * @param maxBytes what the caller takes at most
   */
  public TreeFile file(Sha commit, String path, int maxBytes) {
    Optional<Tree.Entry> entry = find(commit, path);
    if (entry.isEmpty()) {
      return new TreeFile.Missing();
    }
    if (!entry.get().isFile()) {
      return new TreeFile.NotAFile(entry.get().otherKind());
    }
    Sha blob = entry.get().sha();
    long size = asking(() -> objects.look(blob)).orElseThrow(() -> gone(blob)).size();
    return size > maxBytes
        ? new TreeFile.TooLarge(size)
        : new TreeFile.Content(asking(() -> objects.start(blob, maxBytes)));
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
    commit(after);
    if (!before.isZero()) {
      commit(before);
    }
    List<String> arguments =
        new ArrayList<>(List.of("rev-list", "--topo-order", "--max-count=" + limit, after.hex()));
    if (!before.isZero()) {
      arguments.add("^" + before.hex());
    }
    return git.text(arguments, new byte[0]).lines().map(Sha::new).toList().reversed().stream()
        .map(this::commit)
        .toList();
  }

  /**
   * One commit.
   *
   * @throws GitException of kind MISSING where it is not here
   */
  public Commit commit(Sha sha) {
    if (!has(sha)) {
      throw new GitException(
          GitException.Kind.MISSING,
          "Expected to find commit " + sha + " in the mirror, but it is not there: fetch it");
    }
    return CommitText.parse(sha, asking(() -> objects.start(sha, MOST_OF_A_COMMIT)));
  }

  /** Whether {@code ancestor} is {@code descendant} or can be reached from it. */
  public boolean isAncestor(Sha ancestor, Sha descendant) {
    return yesOrNo(List.of("merge-base", "--is-ancestor", ancestor.hex(), descendant.hex()))
        .isPresent();
  }

  /** The best common ancestor; empty where two histories have nothing in common. */
  public Optional<Sha> mergeBase(Sha one, Sha other) {
    return yesOrNo(List.of("merge-base", one.hex(), other.hex()))
        .map(answer -> new Sha(answer.strip()));
  }

  /** For commands that end with 1 to say no. */
  private Optional<String> yesOrNo(List<String> arguments) {
    Call.Ended<String> ended = git.attempt(arguments, new byte[0]);
    return switch (ended.exit()) {
      case 0 -> Optional.of(ended.value());
      case 1 -> Optional.empty();
      default -> throw Failure.of(arguments, ended.exit(), ended.errors());
    };
  }

  private Optional<Tree.Entry> find(Sha commit, String path) {
    Sha tree = commit(commit).tree();
    Optional<Tree.Entry> entry = Optional.empty();
    for (String name : path.split("/", -1)) {
      if (entry.isPresent() && !entry.get().isFolder()) {
        return Optional.empty();
      }
      entry = tree(entry.map(Tree.Entry::sha).orElse(tree)).named(name);
      if (entry.isEmpty()) {
        return entry;
      }
    }
    return entry;
  }

  private Tree tree(Sha sha) {
    return Tree.of(
        asking(() -> objects.read(sha, "tree", LARGEST_TREE)).orElseThrow(() -> gone(sha)),
        sha.hex().length() / 2);
  }

  private static GitException gone(Sha sha) {
    return new GitException(
        GitException.Kind.CORRUPT, "Expected to find object " + sha + ", but it is gone");
  }

  private interface Asking<T> {
    T answer() throws IOException;
  }

  private static <T> T asking(Asking<T> asking) {
    try {
      return asking.answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
