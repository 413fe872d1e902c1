package dev.modelgate.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads commits, folders and files out of the object store of a repository. */
final class History {

  private static final int MOST_OF_A_COMMIT = 64 * 1024;
  private static final int LARGEST_TREE = 64 * 1024 * 1024;

  private final Git git;

  History(Git git) {
    this.git = git;
  }

  boolean has(Sha commit) {
    return reading(objects -> objects.look(commit).filter(it -> it.type().equals("commit")))
        .isPresent();
  }

  Optional<Sha> tip(String fullRef) {
    return tipObject(fullRef).flatMap(sha -> reading(objects -> objects.peel(sha)));
  }

  /** Compared here, because git completes a name that it does not find. */
  private Optional<Sha> tipObject(String fullRef) {
    byte[] wanted = fullRef.getBytes(StandardCharsets.UTF_8);
    String bytes = new String(wanted, StandardCharsets.ISO_8859_1);
    return git.text("for-each-ref", "--format=%(objectname) %(refname)")
        .lines()
        .filter(line -> line.substring(line.indexOf(' ') + 1).equals(bytes))
        .map(line -> new Sha(line.substring(0, line.indexOf(' '))))
        .findFirst();
  }

  TreeFile read(Sha commit, String path, int maxBytes) {
    return reading(
        objects -> {
          Optional<Tree.Entry> entry = find(objects, commit, path);
          if (entry.isEmpty()) {
            return new TreeFile.Missing();
          }
          if (!entry.get().isFile()) {
            return new TreeFile.NotAFile(entry.get().otherKind());
          }
          Sha blob = entry.get().sha();
          long size = objects.look(blob).orElseThrow(() -> gone(blob)).size();
          return size > maxBytes
              ? new TreeFile.TooLarge(size)
              : new TreeFile.Content(objects.start(blob, maxBytes));
        });
  }

  List<String> list(Sha commit, String folder) {
    return reading(
        objects -> {
          Optional<Sha> tree = Optional.of(parse(objects, commit).tree());
          if (!folder.isEmpty()) {
            tree = find(objects, commit, folder).filter(Tree.Entry::isFolder).map(Tree.Entry::sha);
          }
          return tree.isEmpty()
              ? List.<String>of()
              : tree(objects, tree.get()).entries().stream()
                  .map(entry -> entry.isFolder() ? entry.name() + "/" : entry.name())
                  .toList();
        });
  }

  List<Commit> commits(Sha before, Sha after, int limit) {
    commit(after);
    if (!before.isZero()) {
      commit(before);
    }
    List<String> arguments =
        new ArrayList<>(List.of("rev-list", "--topo-order", "--max-count=" + limit, after.hex()));
    if (!before.isZero()) {
      arguments.add("^" + before.hex());
    }
    List<Sha> found =
        new ArrayList<>(git.text(arguments, new byte[0]).lines().map(Sha::new).toList());
    Collections.reverse(found);
    return reading(
        objects -> {
          List<Commit> commits = new ArrayList<>();
          for (Sha sha : found) {
            commits.add(parse(objects, sha));
          }
          return List.copyOf(commits);
        });
  }

  Commit commit(Sha sha) {
    return reading(objects -> parse(objects, sha));
  }

  boolean isAncestor(Sha ancestor, Sha descendant) {
    return yesOrNo(List.of("merge-base", "--is-ancestor", ancestor.hex(), descendant.hex()))
        .isPresent();
  }

  Optional<Sha> mergeBase(Sha one, Sha other) {
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

  private static Optional<Tree.Entry> find(Objects objects, Sha commit, String path)
      throws IOException {
    Sha tree = parse(objects, commit).tree();
    Optional<Tree.Entry> entry = Optional.empty();
    for (String name : path.split("/", -1)) {
      if (entry.isPresent() && !entry.get().isFolder()) {
        return Optional.empty();
      }
      entry = tree(objects, entry.map(Tree.Entry::sha).orElse(tree)).named(name);
      if (entry.isEmpty()) {
        return entry;
      }
    }
    return entry;
  }

  private static Commit parse(Objects objects, Sha sha) throws IOException {
    if (objects.look(sha).filter(header -> header.type().equals("commit")).isEmpty()) {
      throw new GitException(
          GitException.Kind.MISSING,
          "Expected to find commit " + sha + " in the mirror, but it is not there: fetch it");
    }
    return CommitText.parse(sha, objects.start(sha, MOST_OF_A_COMMIT));
  }

  private static Tree tree(Objects objects, Sha sha) throws IOException {
    return Tree.of(
        objects.read(sha, "tree", LARGEST_TREE).orElseThrow(() -> gone(sha)),
        sha.hex().length() / 2);
  }

  private static GitException gone(Sha sha) {
    return new GitException(
        GitException.Kind.CORRUPT, "Expected to find object " + sha + ", but it is gone");
  }

  private interface Reading<T> {
    T from(Objects objects) throws IOException;
  }

  private <T> T reading(Reading<T> reading) {
    Call.Ended<Read<T>> ended =
        git.call(
            List.of("cat-file", "--batch-command"),
            (out, in) -> {
              try (in) {
                return new Read<>(Optional.of(reading.from(new Objects(out, in))));
              } catch (IOException e) {
                // Git gave up; why is in its exit status and its words.
                return new Read<>(Optional.empty());
              }
            });
    return ended
        .value()
        .answer()
        .orElseThrow(() -> Failure.of(List.of("cat-file"), ended.exit(), ended.errors()));
  }

  /**
   * What a reading came to.
   *
   * @param answer empty where git ended before it had answered
   */
  private record Read<T>(Optional<T> answer) {}
}
