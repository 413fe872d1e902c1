package dev.modelgate.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that becomes one commit after another, whatever was done to it in between. */
final class CheckOutTest {

  @TempDir Path folder;
  private Origin origin;
  private Mirror mirror;
  private Path tree;

  @BeforeEach
  void prepare() {
    origin = Origin.in(folder);
    mirror = origin.mirrorIn(folder.resolve("mirror"));
    tree = folder.resolve("slot/tree");
  }

  private Sha push(String message) {
    Sha commit = origin.push("main", message);
    mirror.fetchAll();
    return commit;
  }

  private Sha checkedOut() {
    origin.write("a", "one").write("b/c", "two").write("b/d/e", "three");
    Sha commit = push("files");
    mirror.checkOut(commit, tree);
    return commit;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      return all.filter(path -> !path.equals(tree))
          .map(path -> tree.relativize(path) + (Files.isDirectory(path) ? "/" : ""))
          .sorted()
          .toList();
    }
  }

  private void assertRestored(Sha commit) throws IOException {
    mirror.checkOut(commit, tree);
    assertThat(names()).containsExactly("a", "b/", "b/c", "b/d/", "b/d/e");
    assertThat(tree.resolve("a")).hasContent("one");
    assertThat(tree.resolve("b/c")).hasContent("two");
    assertThat(tree.resolve("b/d/e")).hasContent("three");
  }

  private void sh(String script) {
    origin.run(tree, "sh", "-c", script);
  }

  @Test
  void holdsExactlyTheFilesOfACommit() throws IOException {
    origin.write("run.sh", "#!/bin/sh").write("a/b", "x").writeOddly("odd/ü\n語", "odd");
    Files.setPosixFilePermissions(
        origin.work().resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(origin.work().resolve("link"), Path.of("a/b"));
    mirror.checkOut(push("files"), tree);
    assertThat(names()).hasSize(6).contains("a/", "a/b", "link", "odd/", "run.sh");
    assertThat(origin.run(tree, "sh", "-c", "cat odd/*")).isEqualTo("odd");
    assertThat(Files.isExecutable(tree.resolve("run.sh"))).isTrue();
    assertThat(Files.readSymbolicLink(tree.resolve("link"))).isEqualTo(Path.of("a/b"));
    assertThat(tree.resolve(".git")).doesNotExist();
  }

  @Test
  void goesFromCommitToCommitAndBack() throws IOException {
    Sha first = checkedOut();
    origin.run(origin.work(), "rm", "-r", "b", "a");
    origin.write("a/now-a-folder", "x").write("b", "now a file");
    Sha second = push("swapped");
    mirror.checkOut(second, tree);
    assertThat(names()).containsExactly("a/", "a/now-a-folder", "b");
    assertRestored(first);
    origin.run(origin.work(), "rm", "-r", "b", "a");
    mirror.checkOut(push("nothing"), tree);
    assertThat(names()).isEmpty();
  }

  @Test
  void leavesAloneWhatIsRight() throws IOException {
    Sha commit = checkedOut();
    Object before = Files.getAttribute(tree.resolve("a"), "unix:ino");
    FileTime time = Files.getLastModifiedTime(tree.resolve("a"));
    sh("echo changed > b/c; touch -d 2001-01-01 b/d/e");
    Object touched = Files.getAttribute(tree.resolve("b/d/e"), "unix:ino");
    assertRestored(commit);
    assertThat(Files.getAttribute(tree.resolve("a"), "unix:ino")).isEqualTo(before);
    assertThat(Files.getAttribute(tree.resolve("b/d/e"), "unix:ino")).isEqualTo(touched);
    assertThat(Files.getLastModifiedTime(tree.resolve("a"))).isEqualTo(time);
  }

  @Test
  void removesEverythingElse() throws IOException {
    origin.write(".gitignore", "*.log\nout/\n").push("main", "ignore");
    origin.git("rm", "-q", ".gitignore");
    Sha commit = checkedOut();
    sh("mkdir -p out/deep empty b/new; touch x.log out/deep/f b/new/f .gitignore");
    sh(
        "mkfifo pipe b/pipe; git init -q nested; touch nested/f; ln -s /etc link; ln -s gone b/gone");
    sh("printf '\\377' > \"$(printf 'b/\\377')\"");
    assertRestored(commit);
  }

  @Test
  void restoresAFileThatPretendsToBeUnchanged() throws IOException {
    Sha commit = checkedOut();
    sh(
        "touch -r a /tmp/modelgate-times-$$; printf 'two' > b/c; printf 'ONE' > a;"
            + " touch -r /tmp/modelgate-times-$$ a; rm /tmp/modelgate-times-$$");
    assertRestored(commit);
  }

  @Test
  void restoresModesAndCutsSecondNames() throws IOException {
    Sha commit = checkedOut();
    sh("chmod 755 a; chmod 4755 b/c; ln b/d/e ../outside");
    assertRestored(commit);
    assertThat(Files.isExecutable(tree.resolve("a"))).isFalse();
    assertThat((Integer) Files.getAttribute(tree.resolve("b/c"), "unix:mode") & 07777)
        .isEqualTo(0644);
    assertThat(Files.getAttribute(tree.resolve("b/d/e"), "unix:nlink")).isEqualTo(1);
  }

  @Test
  void writesNothingThroughALinkThatReplacedAFolder() throws IOException {
    Sha commit = checkedOut();
    Path victim = Files.createDirectories(folder.resolve("victim/d"));
    Files.writeString(victim.resolveSibling("c"), "mine");
    Files.writeString(victim.resolve("e"), "mine");
    sh("rm -r b; ln -s ../../victim b; rm a; ln -s ../../victim/c a");
    assertRestored(commit);
    assertThat(victim.resolveSibling("c")).hasContent("mine");
    assertThat(victim.resolve("e")).hasContent("mine");
    assertThat(Files.isDirectory(tree.resolve("b"), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void getsIntoFoldersThatWereClosed() throws IOException {
    Sha commit = checkedOut();
    sh("mkdir -p x/y; touch x/y/z; chmod 0 x/y x b/d; chmod 555 b; chmod 500 .");
    assertRestored(commit);
  }

  @Test
  void convertsNothingWhateverTheAttributesSay() throws IOException {
    origin.git("config", "core.autocrlf", "false");
    origin.write("windows.txt", "a\r\nb\n").write("id", "$Id$\n").write("wide", "wide\n");
    origin.push("main", "files");
    origin.write(
        ".gitattributes",
        "* text eol=crlf\nid ident\nwide working-tree-encoding=UTF-16\n*.bin filter=lfs\n");
    origin.write("model.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:00\n");
    origin.git("-c", "core.attributesFile=/dev/null", "add", ".gitattributes", "model.bin");
    origin.git("commit", "-q", "-m", "attributes");
    origin.git("push", "-q", origin.bare().toString(), "HEAD:refs/heads/main");
    mirror.fetchAll();
    mirror.checkOut(origin.head(), tree);
    assertThat(Files.readString(tree.resolve("windows.txt"))).isEqualTo("a\r\nb\n");
    assertThat(Files.readString(tree.resolve("id"))).isEqualTo("$Id$\n");
    assertThat(Files.readString(tree.resolve("wide"))).isEqualTo("wide\n");
    assertThat(Files.readString(tree.resolve("model.bin"))).startsWith("version https://git-lfs");
  }

  @Test
  void seesAChangeThatPlantedAttributesWouldHide() throws IOException {
    origin.write("script", "one\ntwo\n").write(".gitattributes", "# none\n");
    Sha commit = push("files");
    mirror.checkOut(commit, tree);
    Files.writeString(tree.resolve("script"), "one\r\ntwo\r\n");
    Files.writeString(tree.resolve(".gitattributes"), "* text\n");
    mirror.checkOut(commit, tree);
    assertThat(Files.readString(tree.resolve("script"))).isEqualTo("one\ntwo\n");
  }

  @Test
  void doesNotWaitForAPipeInThePlaceOfAFile() throws IOException {
    origin.write(".gitattributes", "* text\n").write(".gitignore", "x\n");
    Sha commit = push("files");
    mirror.checkOut(commit, tree);
    sh("rm .gitattributes .gitignore; mkfifo .gitattributes .gitignore");
    mirror.checkOut(commit, tree);
    assertThat(tree.resolve(".gitattributes")).hasContent("* text");
  }

  @Test
  void leavesSubmodulesOutAndKeepsNothingInTheirPlace() throws IOException {
    Sha first = origin.write("a", "x").push("main", "one");
    origin.git("update-index", "--add", "--cacheinfo", "160000," + first.hex() + ",sub");
    origin.git("commit", "-q", "-m", "submodule");
    origin.git("push", "-q", origin.bare().toString(), "HEAD:refs/heads/main");
    mirror.fetchAll();
    mirror.checkOut(origin.head(), tree);
    sh("mkdir -p sub; git init -q sub; touch sub/planted");
    mirror.checkOut(origin.head(), tree);
    assertThat(names()).containsExactly("a");
  }

  @Test
  void takesBackFilesThatAnotherUserOwns() throws IOException {
    Assumptions.assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "needs root to give files away");
    Sha commit = checkedOut();
    sh("chown -R 64001:64001 .; echo changed > a; chmod 0 b/c; git init -q .");
    sh("chown -R 64001:64001 .git");
    assertRestored(commit);
  }

  @Test
  void keepsItsOwnBooksOutsideOfTheWorkTree() throws IOException {
    Sha commit = checkedOut();
    Path other = folder.resolve("slot/other");
    mirror.checkOut(commit, other);
    Files.writeString(other.resolve("a"), "changed", StandardCharsets.UTF_8);
    assertRestored(commit);
    assertThat(other.resolve("a")).hasContent("changed");
  }

  @Test
  void refusesALinkInThePlaceOfTheFolder() throws IOException {
    Sha commit = checkedOut();
    Path link = Files.createSymbolicLink(folder.resolve("slot/link"), Path.of("/etc"));
    MirrorTest.assertKind(GitException.Kind.FAILED, () -> mirror.checkOut(commit, link));
  }
}
