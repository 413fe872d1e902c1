package dev.modelgate.runner.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.runner.host.Programs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the files that a job left are kept. */
class ArtifactScanTest {

  @TempDir private Path folder;

  private KeptArtifacts scan(int most, long bytes) {
    return scan(most, bytes, OptionalInt.empty());
  }

  private KeptArtifacts scan(int most, long bytes, OptionalInt owner) {
    return ArtifactScan.of(
        folder,
        new UploadRules(most, bytes, Duration.ofSeconds(1), Duration.ofHours(1)),
        owner,
        Path.of("/kept"));
  }

  private void write(String path, int bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, new byte[bytes]);
  }

  @Test
  void keepsPlainFilesInTheOrderOfTheirPaths() throws IOException {
    write("b/c", 1);
    write("a", 0);

    KeptArtifacts kept = scan(10, 10);

    assertThat(kept.files())
        .containsExactly(new KeptArtifacts.File("a", 0), new KeptArtifacts.File("b/c", 1));
    assertThat(kept.notes()).isEmpty();
  }

  @Test
  void keepsNoMoreThanIsAllowedAndSaysSo() throws IOException {
    for (int i = 0; i < 5; i++) {
      write("file" + i, 10);
    }

    assertThat(scan(3, 1024).files()).hasSize(3);
    assertThat(scan(3, 1024).notes())
        .containsExactly(
            "2 of 5 artifacts were left out: at most 3 files of 0 MiB in all are kept");
    assertThat(scan(10, 25).files()).hasSize(2);
  }

  @Test
  void followsNoLinkAndOpensNoPipe() throws IOException {
    Files.createSymbolicLink(folder.resolve("passwords"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(folder.resolve("everything"), Path.of("/"));
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    assertThat(Programs.call(List.of("mkfifo", folder.resolve("pipe").toString())).isYes())
        .isTrue();

    KeptArtifacts kept = scan(10, 1024);

    assertThat(kept.files()).isEmpty();
    assertThat(kept.notes())
        .containsExactly(
            "4 of the artifacts were left out: links, and what is no plain file of the job's");
  }

  @Test
  void saysWhichFilesAreTooLarge() throws IOException {
    try (RandomAccessFile hole = new RandomAccessFile(folder.resolve("model").toFile(), "rw")) {
      hole.setLength((5L << 30) + 1);
    }

    assertThat(scan(10, Long.MAX_VALUE).notes())
        .containsExactly("1 artifacts were left out: they are larger than 5 GiB each");
  }

  @Test
  void leavesOutWhatBelongsToSomebodyElse() throws IOException {
    write("a", 1);

    assertThat(scan(10, 1024, OptionalInt.of(64_001)).files()).isEmpty();
  }

  @Test
  void leavesOutNamesThatCannotBeStored() throws IOException {
    write("x".repeat(250), 1);
    write("line\nfeed", 1);
    write("\u00e4", 1);

    assertThat(scan(10, 1024).files()).hasSizeLessThanOrEqualTo(1);
    assertThat(scan(10, 1024).notes().getFirst()).endsWith("names are too long or no text");
  }
}
