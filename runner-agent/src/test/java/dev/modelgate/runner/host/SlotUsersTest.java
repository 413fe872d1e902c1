package dev.modelgate.runner.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which user id belongs to which slot. */
class SlotUsersTest {

  @TempDir private Path folder;

  @Test
  void givesEverySlotAnIdOfItsOwnAndTheSameOneAgain() throws IOException {
    Path one = Files.createDirectory(folder.resolve("one"));
    Path two = Files.createDirectory(folder.resolve("two"));

    assertThat(reserve(one, 2)).containsExactly(64001, 64002);
    assertThat(reserve(two, 1)).containsExactly(64003);
    assertThat(reserve(one, 3)).containsExactly(64001, 64002, 64004);
  }

  @Test
  void usesTheIdsOfAnAgentAgainWhoseFolderIsGone() throws IOException {
    Path one = Files.createDirectory(folder.resolve("one"));
    Path two = Files.createDirectory(folder.resolve("two"));
    reserve(one, 2);
    Files.delete(one);

    assertThat(reserve(two, 1)).containsExactly(64001);
  }

  @Test
  void givesNoIdTwiceToAgentsThatStartTogether() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<Integer>>> agents =
          IntStream.range(0, 8)
              .mapToObj(
                  agent -> {
                    Path home = folder.resolve("agent-" + agent);
                    home.toFile().mkdir();
                    return (Callable<List<Integer>>) () -> reserve(home, 2);
                  })
              .toList();

      List<Integer> all =
          threads.invokeAll(agents).stream().flatMap(done -> done.resultNow().stream()).toList();

      assertThat(all).hasSize(16).doesNotHaveDuplicates();
    }
  }

  private List<Integer> reserve(Path agent, int slots) {
    return new SlotUsers(folder.resolve("users"))
        .reserve(agent, slots).stream().map(account -> Integer.valueOf(account.label())).toList();
  }
}
