package dev.modelgate.scheduler.mirror;

import dev.modelgate.git.Commit;
import dev.modelgate.git.GitException;
import dev.modelgate.git.Mirror;
import dev.modelgate.git.RemoteUrl;
import dev.modelgate.git.Sha;
import dev.modelgate.git.TreeFile;
import dev.modelgate.scheduler.plan.WorkflowFiles;
import dev.modelgate.scheduler.workflow.RepositoryFile;
import dev.modelgate.scheduler.yaml.YamlFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fetches a project's mirror and reads what a plan needs to know of a commit. */
public final class RepositoryReader {

  private static final String BRANCHES = "refs/heads/";
  private static final String TAGS = "refs/tags/";
  private static final int MOST_COMMITS = 1000;
  private static final int MOST_BYTES_NAMED = 256 * 1024;
  private static final Sha NOTHING = new Sha("0".repeat(40));

  private final Path folder;
  private final Duration timeout;

  /**
   * A reader of any repository.
   *
   * @param folder where the mirrors are kept, one folder for each project
   * @param timeout what one call of git may take
   */
  public RepositoryReader(Path folder, Duration timeout) {
    this.folder = folder;
    this.timeout = timeout;
  }

  /**
   * Reads a commit; empty where the repository does not have it.
   *
   * @throws GitException where the repository cannot be read now
   */
  public Optional<CommitFacts> read(Asked asked) {
    Mirror mirror =
        Mirror.at(folder.resolve(asked.projectId()), RemoteUrl.parse(asked.repository()), timeout);
    // First, so that the default branch's tip is not older than the commit that is compared with
    // it.
    mirror.fetchAll();
    Optional<Commit> commit =
        commit(mirror, new Sha(asked.sha())).or(() -> behindTag(mirror, asked.ref()));
    if (commit.isEmpty()) {
      return Optional.empty();
    }
    String branch = defaultBranch(mirror, asked);
    boolean onDefault = asked.ref().equals(BRANCHES + branch);
    Sha sha = commit.get().sha();
    return Optional.of(
        new CommitFacts(
            commit.get(),
            branch,
            onDefault,
            onDefault ? null : mergeBase(mirror, branch, sha),
            files(mirror, sha),
            onDefault && asked.moved() ? advance(mirror, asked, branch, sha) : Optional.empty()));
  }

  private static Optional<Commit> commit(Mirror mirror, Sha sha) {
    try {
      mirror.fetch(sha);
      return Optional.of(mirror.commit(sha));
    } catch (GitException e) {
      if (e.kind() == GitException.Kind.MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The commit of an annotated tag, whose own name is that of the tag's object. */
  private static Optional<Commit> behindTag(Mirror mirror, String ref) {
    return ref.startsWith(TAGS)
        ? mirror.tip(ref).flatMap(tip -> commit(mirror, tip))
        : Optional.empty();
  }

  /** HEAD of a new bare repository often names a branch that nobody ever pushed. */
  private static String defaultBranch(Mirror mirror, Asked asked) {
    String configured = asked.defaultBranch();
    if (configured != null) {
      return configured;
    }
    return Stream.concat(
            mirror.defaultBranch().stream(), Stream.of(BRANCHES + "main", BRANCHES + "master"))
        .filter(ref -> ref.startsWith(BRANCHES) && mirror.tip(ref).isPresent())
        .findFirst()
        .orElse(BRANCHES + "main")
        .substring(BRANCHES.length());
  }

  private static @Nullable String mergeBase(Mirror mirror, String branch, Sha sha) {
    return mirror
        .tip(BRANCHES + branch)
        .flatMap(tip -> mirror.mergeBase(tip, sha))
        .map(Sha::hex)
        .orElse(null);
  }

  private static Map<String, RepositoryFile> files(Mirror mirror, Sha sha) {
    Map<String, RepositoryFile> files = new LinkedHashMap<>();
    for (String path : WorkflowFiles.PLACES) {
      files.put(path, file(mirror, sha, path, YamlFile.MAX_BYTES));
    }
    for (String path : WorkflowFiles.named(files)) {
      files.put(path, file(mirror, sha, path, MOST_BYTES_NAMED));
    }
    return files;
  }

  private static RepositoryFile file(Mirror mirror, Sha sha, String path, int mostBytes) {
    return switch (mirror.read(sha, path, mostBytes)) {
      case TreeFile.Content content -> new RepositoryFile.Found(content.bytes());
      case TreeFile.Missing _ -> new RepositoryFile.Missing();
      case TreeFile.TooLarge(long size) ->
          new RepositoryFile.Unusable("a file of " + size + " bytes");
      case TreeFile.NotAFile(TreeFile.Kind kind) ->
          new RepositoryFile.Unusable(
              switch (kind) {
                case SYMLINK -> "a symbolic link";
                case FOLDER -> "a folder";
                case SUBMODULE -> "a submodule";
              });
    };
  }

  /**
   * From where the branch was last said to point, not from where the host says it came: hosts
   * promise no order, and this way nothing is left out and nothing is said twice.
   */
  private static Optional<BranchAdvance> advance(
      Mirror mirror, Asked asked, String branch, Sha after) {
    Optional<Sha> known =
        branch.equals(asked.knownBranch()) ? present(mirror, asked.knownTip()) : Optional.empty();
    if (known.isPresent()
        && (known.get().equals(after) || isLate(mirror, known.get(), asked.ref(), after))) {
      return Optional.empty();
    }
    Optional<Sha> before = known.isPresent() ? known : present(mirror, asked.before());
    List<Commit> gained = mirror.commits(before.orElse(NOTHING), after, MOST_COMMITS + 1);
    boolean complete = gained.size() <= MOST_COMMITS;
    List<BranchAdvance.Entry> entries =
        (complete ? gained : gained.subList(gained.size() - MOST_COMMITS, gained.size()))
            .stream()
                .map(commit -> new BranchAdvance.Entry(commit.sha().hex(), commit.tree().hex()))
                .toList();
    return Optional.of(
        new BranchAdvance(
            branch, before.map(Sha::hex).orElse(null), after.hex(), entries, complete));
  }

  /** An older push that arrives after a newer one; a branch that was set back points there now. */
  private static boolean isLate(Mirror mirror, Sha known, String ref, Sha after) {
    return mirror.isAncestor(after, known) && !mirror.tip(ref).equals(Optional.of(after));
  }

  private static Optional<Sha> present(Mirror mirror, @Nullable String sha) {
    return Optional.ofNullable(sha)
        .map(Sha::new)
        .filter(commit -> !commit.isZero() && mirror.has(commit));
  }
}
