package dev.modelgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unpacking that many may ask for at once and that may be killed. */
class PostgresProgramsTest {
  @TempDir Path cache;

  @Test
  void unpacksOnceForAllWhoAskAndClearsUpAfterOneThatWasKilled()
      throws IOException, InterruptedException, ExecutionException {
    Path killed = Files.createDirectories(cache.resolve("unpacking-killed/bin"));
    Files.writeString(killed.resolve("postgres"), "half");

    List<Future<PostgresPrograms>> asked;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      asked =
          threads.invokeAll(
              List.of(() -> PostgresPrograms.in(cache), () -> PostgresPrograms.in(cache)));
    }

    PostgresPrograms programs = asked.getFirst().get();
    assertThat(asked.getLast().get()).isEqualTo(programs);
    assertThat(Path.of(programs.program("postgres"))).isExecutable();
    try (var folders = Files.list(cache)) {
      assertThat(folders.filter(Files::isDirectory)).containsExactly(programs.home());
    }
  }
}
