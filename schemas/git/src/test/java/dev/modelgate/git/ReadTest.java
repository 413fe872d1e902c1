package dev.modelgate.git;

import static dev.modelgate.git.Looks.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of a commit's tree, and what is not. */
final class ReadTest {

  @TempDir Path folder;
  private Origin origin;
  private Mirror mirror;

  @BeforeEach
  void prepare() {
    origin = Origin.in(folder);
    mirror = origin.mirrorIn(folder.resolve("mirror"));
  }

  private Sha push() {
    Sha commit = origin.push("main", "files");
    mirror.fetchAll();
    return commit;
  }

  private static void assertText(TreeFile file, String text) {
    assertThat(file)
        .asInstanceOf(type(TreeFile.Content.class))
        .satisfies(content -> assertThat(content.bytes()).asString().isEqualTo(text));
  }

  @Test
  void readsFilesAsTheyWereAtACommit() {
    Sha first = origin.write(".modelgate/config.yaml", "version: 3\n").push("main", "one");
    origin.write(".modelgate/config.yaml", "version: 2\n").writeOddly("a/ü 語/x", "deep");
    Sha second = push();
    assertText(file(mirror, first, ".modelgate/config.yaml", 100), "version: 3\n");
    assertText(file(mirror, second, ".modelgate/config.yaml", 100), "version: 2\n");
    assertText(file(mirror, second, "a/ü 語/x", 4), "deep");
    assertThat(file(mirror, first, "a/ü 語/x", 4)).isEqualTo(new TreeFile.Missing());
  }

  @Test
  void keepsTheBytesOfAFileThatIsNoText() {
    byte[] bytes = {0, (byte) 0xff, '\r', '\n', (byte) 0xc3};
    origin.write("binary", bytes).write("empty", "");
    Sha commit = push();
    assertThat(file(mirror, commit, "binary", 5))
        .asInstanceOf(type(TreeFile.Content.class))
        .satisfies(content -> assertThat(content.bytes()).isEqualTo(bytes));
    assertText(file(mirror, commit, "empty", 0), "");
  }

  @Test
  void saysHowLargeAFileIsInsteadOfReadingIt() {
    origin.write("large", new byte[3_000_000]);
    Sha commit = push();
    assertThat(file(mirror, commit, "large", 2_999_999))
        .isEqualTo(new TreeFile.TooLarge(3_000_000));
    assertThat(file(mirror, commit, "large", 3_000_000)).isInstanceOf(TreeFile.Content.class);
  }

  @Test
  void followsNoLinkAndEntersNoSubmodule() throws IOException {
    origin.write("folder/file", "x");
    Files.createSymbolicLink(origin.work().resolve("link"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(origin.work().resolve("other"), Path.of("folder"));
    Sha first = origin.push("main", "links");
    origin.git("update-index", "--add", "--cacheinfo", "160000," + first.hex() + ",sub");
    origin.git("commit", "-q", "-m", "submodule");
    origin.git("push", "-q", origin.bare().toString(), "HEAD:refs/heads/main");
    Sha commit = origin.head();
    mirror.fetchAll();
    assertThat(file(mirror, commit, "link", 9999))
        .isEqualTo(new TreeFile.NotAFile(TreeFile.Kind.SYMLINK));
    assertThat(file(mirror, commit, "sub", 9999))
        .isEqualTo(new TreeFile.NotAFile(TreeFile.Kind.SUBMODULE));
    assertThat(file(mirror, commit, "folder", 9999))
        .isEqualTo(new TreeFile.NotAFile(TreeFile.Kind.FOLDER));
    assertThat(file(mirror, commit, "other/file", 9999)).isEqualTo(new TreeFile.Missing());
    assertThat(file(mirror, commit, "sub/file", 9999)).isEqualTo(new TreeFile.Missing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "../secret", "/etc/passwd", "folder/../file", "./file", "folder//file", "file/",
        ".git/config", ".GIT/config", "*", ":(glob)**", "file\n", "-file", "file\0", "HEAD:file"
      })
  void findsNothingAtAPathThatIsNone(String path) throws IOException {
    Files.writeString(folder.resolve("secret"), "not in the repository");
    origin.write("file", "x").write("folder/file", "y");
    Sha commit = push();
    assertThat(file(mirror, commit, path, 9999)).isEqualTo(new TreeFile.Missing());
  }
}
