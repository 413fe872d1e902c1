package dev.modelgate.git;

import static dev.modelgate.git.Looks.file;
import static dev.modelgate.git.Looks.tip;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Documented attacks on whoever runs git for others: in a work tree that a job could write, and in
 * a repository that is not ours. Each attack leaves a mark if it works.
 */
final class PoisonTest {

  @TempDir Path folder;
  private Origin origin;
  private Mirror mirror;
  private Path tree;
  private Path mark;
  private Sha commit;

  @BeforeEach
  void prepare() {
    origin = Origin.in(folder);
    mirror = origin.mirrorIn(folder.resolve("mirror"));
    tree = folder.resolve("slot/tree");
    mark = folder.resolve("mark");
    commit = origin.write("file", "content").write("sub/file", "more").push("main", "one");
    mirror.fetchAll();
    mirror.checkOut(commit, tree);
  }

  @AfterEach
  void nothingWasRun() {
    assertThat(mark).doesNotExist();
  }

  private String touch() {
    return "touch " + mark;
  }

  private void plantProgram(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + touch() + "\nexit 0\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** The whole round that follows a job: fetch, check out, note. */
  private void round() throws IOException {
    Sha next = origin.write("next", "x").push("main", "next");
    mirror.fetchAll();
    mirror.checkOut(next, tree);
    mirror.checkOut(commit, tree);
    mirror.writeNote("refs/notes/modelgate", commit, "judged");
    assertThat(tree.resolve("file")).hasContent("content");
    assertThat(tree.resolve("sub/file")).hasContent("more");
    assertThat(tree.resolve("next")).doesNotExist();
    assertThat(tree.resolve(".git")).doesNotExist();
    assertThat(tree.resolve("sub/.git")).doesNotExist();
  }

  @Test
  void runsNoHookThatAJobPlanted() throws IOException {
    origin.run(tree, "git", "init", "-q", ".");
    for (String hook : List.of("post-checkout", "reference-transaction", "pre-push", "update")) {
      plantProgram(tree.resolve(".git/hooks").resolve(hook));
    }
    round();
  }

  @Test
  void readsNoConfigurationThatAJobPlanted() throws IOException {
    for (Path place : List.of(tree, tree.resolve("sub"))) {
      origin.run(place, "git", "init", "-q", ".");
      for (String key :
          List.of(
              "core.fsmonitor",
              "core.sshCommand",
              "core.pager",
              "core.alternateRefsCommand",
              "core.editor",
              "credential.helper",
              "diff.external",
              "filter.evil.smudge",
              "filter.evil.clean",
              "remote.origin.uploadpack",
              "uploadpack.packObjectsHook")) {
        origin.run(place, "git", "config", key, touch());
      }
      origin.run(place, "git", "config", "core.worktree", folder.resolve("victim").toString());
      origin.run(place, "git", "config", "include.path", folder.resolve("more").toString());
      origin.run(place, "git", "config", "url./nowhere.insteadOf", origin.bare().toString());
      Files.writeString(place.resolve(".gitattributes"), "* filter=evil diff=evil\n");
    }
    Files.writeString(folder.resolve("more"), "[core]\nfsmonitor = " + touch() + "\n");
    round();
    assertThat(folder.resolve("victim")).doesNotExist();
  }

  @Test
  void doesNotObeyAFileThatPretendsToBeAGitFolder() throws IOException {
    Path planted = folder.resolve("planted");
    origin.run(folder, "git", "init", "-q", planted.toString());
    origin.run(planted, "git", "config", "core.fsmonitor", touch());
    Files.writeString(tree.resolve(".git"), "gitdir: " + planted.resolve(".git") + "\n");
    Files.createSymbolicLink(tree.resolve("sub/.git"), planted.resolve(".git"));
    round();
    assertThat(planted.resolve(".git/config")).exists();
  }

  @Test
  void trustsNoIndexBitNoReplacementAndNoObjectOfAJob() throws IOException {
    origin.run(tree, "git", "init", "-q", ".");
    origin.run(tree, "git", "add", "-A");
    origin.run(tree, "git", "commit", "-q", "-m", "planted");
    origin.run(tree, "git", "update-index", "--skip-worktree", "file");
    origin.run(tree, "git", "update-index", "--assume-unchanged", "sub/file");
    origin.run(tree, "git", "replace", "-f", "HEAD:file", "HEAD:sub/file");
    Files.writeString(tree.resolve("file"), "evil");
    Files.writeString(tree.resolve("sub/file"), "evil");
    round();
  }

  @Test
  void takesNoReplacementsOrGraftsFromTheRepository() throws IOException {
    Sha evil = origin.write("file", "evil").push("topic", "evil");
    origin.gitBare("replace", "-f", commit.hex(), evil.hex());
    origin.git("push", "-q", origin.bare().toString(), commit.hex() + ":refs/heads/main", "-f");
    origin.git("reset", "-q", "--hard", commit.hex());
    mirror.fetchAll();
    mirror.checkOut(commit, tree);
    assertThat(tree.resolve("file")).hasContent("content");
    assertThat(file(mirror, commit, "file", 10))
        .isInstanceOfSatisfying(
            TreeFile.Content.class,
            file -> assertThat(file.bytes()).asString().isEqualTo("content"));
  }

  @Test
  void runsNothingThatTheRepositoryIsConfiguredToRun() throws IOException {
    for (String hook :
        List.of("pre-receive", "update", "post-receive", "post-update", "reference-transaction")) {
      plantProgram(origin.bare().resolve("hooks").resolve(hook));
    }
    Path planted = folder.resolve("alternate/objects");
    Files.createDirectories(planted);
    Files.writeString(origin.bare().resolve("objects/info/alternates"), planted + "\n");
    for (String key :
        List.of(
            "core.fsmonitor",
            "core.alternateRefsCommand",
            "uploadpack.packObjectsHook",
            "core.sshCommand",
            "core.gitProxy")) {
      origin.gitBare("config", key, touch());
    }
    mirror.writeNote("refs/notes/modelgate", commit, "judged");
    Mirror second = origin.mirrorIn(folder.resolve("second"));
    second.fetchAll();
    second.checkOut(commit, tree);
    second.writeNote("refs/notes/modelgate", commit, "judged again");
  }

  @Test
  void passesABranchThatLooksLikeAnOptionByName() {
    String name = "refs/heads/--upload-pack=touch${IFS}" + mark.getFileName() + ";git-upload-pack";
    origin.gitBare("update-ref", name, commit.hex());
    mirror.fetchAll();
    mirror.fetch(commit);
    assertThat(tip(mirror, name)).contains(commit);
    assertThat(origin.work().resolve("mark")).doesNotExist();
    assertThat(folder.resolve("mirror/mark")).doesNotExist();
  }

  @Test
  void takesBranchesWithStrangeNamesAsTheyAre() {
    for (String name : List.of("\u3000x", "a\u202eb", "${IFS}", "zzz\";echo${IFS}\"hello\";#")) {
      String change = "create refs/heads/" + name + " " + commit.hex() + "\n";
      origin.feed(origin.bare(), change, "git", "update-ref", "--stdin");
      mirror.fetchAll();
      assertThat(tip(mirror, "refs/heads/" + name)).contains(commit);
    }
  }

  @Test
  void refusesARepositoryWhoseObjectsAreMadeToHarm() throws IOException {
    String blob =
        origin.feed(origin.work(), touch(), "git", "hash-object", "-w", "--stdin").strip();
    byte[] hash = java.util.HexFormat.of().parseHex(blob);
    for (String path : List.of(".git", ".GIT", "..")) {
      Path raw = folder.resolve("raw");
      java.io.ByteArrayOutputStream content = new java.io.ByteArrayOutputStream();
      content.writeBytes(
          ("100644 " + path + "\0").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      content.writeBytes(hash);
      Files.write(raw, content.toByteArray());
      String planted =
          origin.git("hash-object", "-t", "tree", "-w", "--literally", raw.toString()).strip();
      String evil = origin.git("commit-tree", "-m", "evil", planted).strip();
      origin.gitBare("config", "receive.fsckObjects", "false");
      origin.git("push", "-q", "-f", origin.bare().toString(), evil + ":refs/heads/evil");
      Mirror fresh = origin.mirrorIn(folder.resolve("fresh"));
      MirrorTest.assertKind(GitException.Kind.FAILED, fresh::fetchAll);
    }
  }

  @Test
  void opensNoOtherTransportThanTheOneOfTheProject() {
    Git git =
        Git.outside(folder, Deadline.after(Duration.ofSeconds(30)))
            .reaching(RemoteUrl.parse("https://localhost:1/x"));
    for (String address : List.of("ext::sh -c " + touch(), "file://" + origin.bare(), "fd::7")) {
      Call.Ended<String> ended = git.attempt(List.of("ls-remote", "--", address), new byte[0]);
      assertThat(ended.exit()).isNotZero();
      assertThat(ended.errors()).contains("not allowed");
    }
  }
}
