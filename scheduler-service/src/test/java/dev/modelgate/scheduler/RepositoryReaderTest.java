package dev.modelgate.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.modelgate.git.GitException;
import dev.modelgate.scheduler.mirror.Asked;
import dev.modelgate.scheduler.mirror.BranchAdvance;
import dev.modelgate.scheduler.mirror.CommitFacts;
import dev.modelgate.scheduler.mirror.RepositoryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the repository is asked, and what its answers serve. */
class RepositoryReaderTest {

  private static final Supplier<Set<String>> NOT_ASKED = () -> fail("one fetch serves both");

  @TempDir private Path folder;
  private TestRepository repository;
  private RepositoryReader reader;

  @BeforeEach
  void create() {
    repository = TestRepository.create(folder);
    reader = new RepositoryReader(folder.resolve("mirrors"), Duration.ofMinutes(1));
  }

  @Test
  void fetchesOnceForAllPlansThatWait() throws IOException {
    String first = repository.push("a", "1");
    repository.checkout("idea");
    String second = repository.push("a", "2");
    read("one", "refs/heads/main", first, null, () -> Set.of("one", "two"));
    Path gone = Files.move(repository.folder(), folder.resolve("gone.git"));

    CommitFacts facts = read("two", "refs/heads/idea", second, null, NOT_ASKED);

    assertThat(facts.mergeBase()).isEqualTo(first);
    assertThat(facts.defaultBranch()).isEqualTo("main");
    assertThatThrownBy(() -> read("three", "refs/heads/idea", second, null, () -> Set.of("three")))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.kind()).isEqualTo(GitException.Kind.UNREACHABLE));
    Files.move(gone, repository.folder());
  }

  @Test
  void fetchesAgainForAPlanThatCameLater() {
    String first = repository.push("a", "1");
    String second = repository.push("a", "2");
    read("one", "refs/heads/main", second, null, () -> Set.of("one"));
    repository.move("main", first);

    // Else it would look like an older push that arrives late.
    BranchAdvance advance =
        read(asked("two", "refs/heads/main", first, null, second), () -> Set.of("two"))
            .advance()
            .orElseThrow();

    assertThat(advance.before()).isEqualTo(second);
    assertThat(advance.after()).isEqualTo(first);
  }

  @Test
  void saysNothingOfAPushThatALaterOneHasThrownAway() {
    String first = repository.push("a", "1");
    String thrownAway = repository.push("a", "2");
    repository.move("main", first);
    String last = repository.push("a", "3");

    CommitFacts facts =
        read(asked("late", "refs/heads/main", thrownAway, null, last), () -> Set.of("late"));

    assertThat(facts.advance()).isEmpty();
  }

  @Test
  void asksForTheDefaultBranchWhereTheSettingsNoLongerNameIt() {
    String first = repository.push("a", "1");
    repository.move("trunk", first);
    repository.nameDefault("trunk");
    read("one", "refs/heads/main", first, "main", () -> Set.of("one", "two"));

    CommitFacts facts = read("two", "refs/heads/main", first, null, () -> Set.of("two"));

    assertThat(facts.defaultBranch()).isEqualTo("trunk");
  }

  private CommitFacts read(
      String plan,
      String ref,
      String sha,
      @Nullable String defaultBranch,
      Supplier<Set<String>> waiting) {
    return read(asked(plan, ref, sha, defaultBranch, null), waiting);
  }

  private CommitFacts read(Asked asked, Supplier<Set<String>> waiting) {
    return reader.read(asked, waiting).orElseThrow();
  }

  private Asked asked(
      String plan,
      String ref,
      String sha,
      @Nullable String defaultBranch,
      @Nullable String knownTip) {
    return new Asked(
        plan,
        "model",
        repository.address(),
        ref,
        sha,
        null,
        defaultBranch,
        knownTip,
        knownTip == null ? null : "main",
        true);
  }
}
