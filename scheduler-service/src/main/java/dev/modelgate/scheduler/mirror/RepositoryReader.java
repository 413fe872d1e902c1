package dev.modelgate.scheduler.mirror;

import dev.modelgate.git.Commit;
import dev.modelgate.git.GitException;
import dev.modelgate.git.History;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fetches a project's mirror and reads what a plan needs to know of a commit. */
public final class RepositoryReader {

  private static final String BRANCHES = "refs/heads/";
  private static final int MOST_COMMITS = 1000;
  private static final Sha NOTHING = new Sha("0".repeat(40));

  private final Path folder;
  private final Duration timeout;
  private final Map<String, Fetched> fetches = new ConcurrentHashMap<>();

  /**
   * A reader of any repository.
   *
   * @param folder where the mirrors are kept, one folder for each project
   * @param timeout what a fetch, or reading a commit, may take
   */
  public RepositoryReader(Path folder, Duration timeout) {
    this.folder = folder;
    this.timeout = timeout;
  }

  /**
   * What was asked of a repository for all plans that waited then.
   *
   * @param repository its address
   * @param configured default branch as the settings say; null: the repository was asked
   * @param defaultBranch full name, as the repository says; empty where it was not asked, or does
   *     not say
   * @param plans those that waited before it began: nothing that they need to see came later
   */
  private record Fetched(
      String repository,
      @Nullable String configured,
      Optional<String> defaultBranch,
      Set<String> plans) {

    boolean serves(Asked asked) {
      return plans.contains(asked.planId())
          && repository.equals(asked.repository())
          && Objects.equals(configured, asked.defaultBranch());
    }
  }

  /**
   * Reads a commit; empty where the repository does not have it.
   *
   * @param waiting the plans of the project that wait now; asked only where the repository is
   *     asked, too, for all of them at once
   * @throws GitException where the repository cannot be read now
   */
  public Optional<CommitFacts> read(Asked asked, Supplier<Set<String>> waiting) {
    Mirror mirror =
        Mirror.at(folder.resolve(asked.projectId()), RemoteUrl.parse(asked.repository()), timeout);
    Sha sha = new Sha(asked.sha());
    try {
      Fetched fetched = fetch(mirror, asked, waiting);
      Optional<CommitFacts> facts = mirror.read(it -> facts(it, asked, sha, fetched));
      if (facts.isEmpty()) {
        fetch(mirror, sha);
        facts = mirror.read(it -> facts(it, asked, sha, fetched));
      }
      return facts;
    } catch (GitException e) {
      fetches.remove(asked.projectId());
      throw e;
    }
  }

  /**
   * All branches before anything is read, so that the default branch's tip is not older than the
   * commit that is compared with it.
   */
  private Fetched fetch(Mirror mirror, Asked asked, Supplier<Set<String>> waiting) {
    Fetched before = fetches.get(asked.projectId());
    if (before != null && before.serves(asked)) {
      return before;
    }
    Set<String> plans = waiting.get();
    mirror.fetchAll();
    Fetched fetched =
        new Fetched(
            asked.repository(),
            asked.defaultBranch(),
            asked.defaultBranch() == null ? mirror.defaultBranch() : Optional.empty(),
            plans);
    if (plans.size() > 1) {
      fetches.put(asked.projectId(), fetched);
    } else {
      fetches.remove(asked.projectId());
    }
    return fetched;
  }

  /** What no branch or tag leads to is asked for by name. */
  private static void fetch(Mirror mirror, Sha sha) {
    try {
      mirror.fetch(sha);
    } catch (GitException e) {
      if (e.kind() != GitException.Kind.MISSING) {
        throw e;
      }
    }
  }

  private static Optional<CommitFacts> facts(
      History history, Asked asked, Sha sha, Fetched fetched) {
    // An event of an annotated tag names the tag's object.
    return history
        .peel(sha)
        .map(
            peeled -> {
              String branch = defaultBranch(history, asked, fetched);
              boolean onDefault = asked.ref().equals(BRANCHES + branch);
              return new CommitFacts(
                  history.commit(peeled),
                  branch,
                  onDefault,
                  onDefault ? null : mergeBase(history, branch, peeled),
                  files(history, peeled),
                  onDefault && asked.moved()
                      ? advance(history, asked, branch, peeled)
                      : Optional.empty());
            });
  }

  /** HEAD of a new bare repository often names a branch that nobody ever pushed. */
  private static String defaultBranch(History history, Asked asked, Fetched fetched) {
    String configured = asked.defaultBranch();
    if (configured != null) {
      return configured;
    }
    return Stream.concat(
            fetched.defaultBranch().stream(), Stream.of(BRANCHES + "main", BRANCHES + "master"))
        .filter(ref -> ref.startsWith(BRANCHES) && history.tip(ref).isPresent())
        .findFirst()
        .orElse(BRANCHES + "main")
        .substring(BRANCHES.length());
  }

  private static @Nullable String mergeBase(History history, String branch, Sha sha) {
    return history
        .tip(BRANCHES + branch)
        .flatMap(tip -> history.mergeBase(tip, sha))
        .map(Sha::hex)
        .orElse(null);
  }

  private static Map<String, RepositoryFile> files(History history, Sha sha) {
    Map<String, RepositoryFile> files = new LinkedHashMap<>();
    for (String path : WorkflowFiles.PLACES) {
      files.put(path, file(history, sha, path, YamlFile.MAX_BYTES));
    }
    for (String path : WorkflowFiles.named(files)) {
      files.put(path, file(history, sha, path, WorkflowFiles.MAX_BYTES_NAMED));
    }
    return files;
  }

  private static RepositoryFile file(History history, Sha sha, String path, int mostBytes) {
    return switch (history.file(sha, path, mostBytes)) {
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
      History history, Asked asked, String branch, Sha after) {
    Optional<Sha> known =
        branch.equals(asked.knownBranch()) ? present(history, asked.knownTip()) : Optional.empty();
    if (known.isPresent()
        && (known.get().equals(after) || isLate(history, known.get(), asked.ref(), after))) {
      return Optional.empty();
    }
    Optional<Sha> before = known.isPresent() ? known : present(history, asked.before());
    List<Commit> gained = history.commits(before.orElse(NOTHING), after, MOST_COMMITS + 1);
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

  /**
   * An older push that arrives after a newer one, which may have thrown it away; a branch that was
   * set back points there now.
   */
  private static boolean isLate(History history, Sha known, String ref, Sha after) {
    Optional<Sha> tip = history.tip(ref);
    return !tip.equals(Optional.of(after))
        && (tip.equals(Optional.of(known)) || history.isAncestor(after, known));
  }

  private static Optional<Sha> present(History history, @Nullable String sha) {
    return Optional.ofNullable(sha)
        .map(Sha::new)
        .filter(commit -> !commit.isZero() && history.has(commit));
  }
}
