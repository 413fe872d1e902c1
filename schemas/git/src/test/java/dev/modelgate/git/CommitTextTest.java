package dev.modelgate.git;

import static dev.modelgate.git.Looks.commit;
import static dev.modelgate.git.Looks.commits;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commits whose authors mean us no good, or use another encoding. */
final class CommitTextTest {

  private static final Sha SHA = new Sha("a".repeat(40));
  private static final String TREE = "tree " + "b".repeat(40) + "\n";

  private static Commit parse(String text) {
    return CommitText.parse(SHA, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsACommitAsGitWroteIt(@TempDir Path folder) {
    Origin origin = Origin.in(folder);
    Sha first = origin.push("main", "one");
    origin.git("checkout", "-q", "-b", "topic");
    Sha topic = origin.push("topic", "on topic");
    origin.git("checkout", "-q", "main");
    Sha main = origin.push("main", "on main");
    origin.git("-c", "user.name=x", "merge", "-q", "--no-ff", "-m", "merged\n\nall of it", "topic");
    origin.feed(
        origin.work(),
        "$(touch x) `id` \"quoted\" ${IFS}\n\n\u001b[31mred\u202e\nü",
        "git",
        "commit",
        "-q",
        "--allow-empty",
        "-F",
        "-");
    Sha next = origin.push("main", "another");
    Sha merge = new Sha(origin.git("rev-parse", next + "~1").strip());
    Mirror mirror = origin.mirrorIn(folder.resolve("mirror"));
    mirror.fetchAll();
    Commit read = commit(mirror, merge);
    assertThat(read.message())
        .isEqualTo("$(touch x) `id` \"quoted\" ${IFS}\n\n\u001b[31mred\u202e\nü\n");
    assertThat(read.subject()).isEqualTo("$(touch x) `id` \"quoted\" ${IFS}");
    assertThat(read.authorName()).isEqualTo("Ada");
    assertThat(read.authorTime()).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
    Commit parent = commit(mirror, read.parents().getFirst());
    assertThat(parent.parents()).containsExactly(main, topic);
    assertThat(parent.message()).isEqualTo("merged\n\nall of it\n");
    assertThat(commit(mirror, first).parents()).isEmpty();
    assertThat(commit(mirror, first).tree().hex())
        .isEqualTo(origin.git("rev-parse", first + "^{tree}").strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ada <ada@x> 1700000000 +0100         | Ada    | 1700000000",
        "<ada@x> 1700000000 +0100             | ''     | 1700000000",
        "Ada <a> b> 1700000000 +0100          | Ada    | 1700000000",
        "Ada <<<<> 5 +0000                    | Ada    | 5",
        "Ada                                  | Ada    | 0",
        "Ada <ada@x>                          | Ada    | 0",
        "Ada <ada@x> soon                     | Ada    | 0",
        "Ada <ada@x> 99999999999999999999 +00 | Ada    | 0",
        "Ada <ada@x> -5 +0000                 | Ada    | 0",
        "''                                   | ''     | 0",
      })
  void readsAuthorsThatAreHardToRead(String author, String name, long time) {
    Commit commit = parse(TREE + "author " + author + "\n\nmessage");
    assertThat(commit.authorName()).isEqualTo(name);
    assertThat(commit.authorTime()).isEqualTo(Instant.ofEpochSecond(time));
  }

  @Test
  void takesTheFirstTreeAndNoHeaderOutOfTheMessageOrASignature() {
    Commit commit =
        parse(
            TREE
                + "gpgsig -----BEGIN\n tree "
                + "c".repeat(40)
                + "\n parent "
                + "c".repeat(40)
                + "\nauthor A <a> 1 +0\n\nsubject\nparent "
                + "d".repeat(40));
    assertThat(commit.tree()).isEqualTo(new Sha("b".repeat(40)));
    assertThat(commit.parents()).isEmpty();
  }

  @Test
  void decodesWhatTheCommitSaysItIsWrittenIn() {
    byte[] latin =
        (TREE + "author Zoë <z> 1 +0\nencoding ISO-8859-1\n\ngrün")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(CommitText.parse(SHA, latin).message()).isEqualTo("grün");
    assertThat(CommitText.parse(SHA, latin).authorName()).isEqualTo("Zoë");
    assertThat(parse(TREE + "encoding \u0001?\n\ngrün").message()).isEqualTo("grün");
    byte[] broken = (TREE + "\n\u00ff").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(CommitText.parse(SHA, broken).message()).isEqualTo("\ufffd");
  }

  @Test
  void showsNulWhichNoDatabaseTakes() {
    assertThat(parse(TREE + "\na\0b").message()).isEqualTo("a\ufffdb");
  }

  @Test
  void clipsLongLinesAndMessages(@TempDir Path folder) {
    Origin origin = Origin.in(folder);
    origin.feed(
        origin.work(), "ü".repeat(200_000), "git", "commit", "-q", "--allow-empty", "-F", "-");
    origin.git("push", "-q", origin.bare().toString(), "HEAD:refs/heads/main");
    Mirror mirror = origin.mirrorIn(folder.resolve("mirror"));
    mirror.fetchAll();
    Commit commit = commit(mirror, origin.head());
    assertThat(commit.subject()).isEqualTo("ü".repeat(1000));
    assertThat(commit.message().length()).isBetween(30_000, 33_000);
    assertThat(commits(mirror, new Sha("0".repeat(40)), origin.head(), 5)).containsExactly(commit);
  }
}
