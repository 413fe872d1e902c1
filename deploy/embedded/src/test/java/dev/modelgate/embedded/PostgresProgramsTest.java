package dev.modelgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Unpacking that many may ask for at once and that may be killed. */
class PostgresProgramsTest {
  @TempDir Path cache;

  @Test
  void unpacksOnceForAllWhoAskAndClearsUpAfterOneThatWasKilled()
      throws IOException, InterruptedException, ExecutionException {
    Path killed = Files.createDirectories(cache.resolve("unpacking-killed/bin"));
    Files.writeString(killed.resolve("postgres"), "half");

    URL archive = archive(cache.resolve("small.txz"));

    List<Future<PostgresPrograms>> asked;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      asked =
          threads.invokeAll(
              List.of(
                  () -> PostgresPrograms.in(cache, archive),
                  () -> PostgresPrograms.in(cache, archive)));
    }

    PostgresPrograms programs = asked.getFirst().get();
    assertThat(asked.getLast().get()).isEqualTo(programs);
    assertThat(Path.of(programs.program("postgres"))).isExecutable();
    try (var folders = Files.list(cache)) {
      assertThat(folders.filter(Files::isDirectory)).containsExactly(programs.home());
    }
  }

  /** With one program, for the real ones take seconds. */
  private static URL archive(Path file) throws IOException {
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(
            new XZOutputStream(Files.newOutputStream(file), new LZMA2Options(0)))) {
      TarArchiveEntry program = new TarArchiveEntry("bin/postgres");
      program.setMode(0100755);
      program.setSize(2);
      tar.putArchiveEntry(program);
      tar.write(new byte[] {'#', '!'});
      tar.closeArchiveEntry();
    }
    return file.toUri().toURL();
  }
}
