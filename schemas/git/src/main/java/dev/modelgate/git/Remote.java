package dev.modelgate.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The repository that a mirror follows: what is asked of it and what is sent to it. */
final class Remote {

  private static final String HEADS = "+refs/heads/*:refs/heads/*";
  private static final String TAGS = "+refs/tags/*:refs/tags/*";
  private static final String SYMBOLIC = "ref: ";
  private static final int LONGEST_HEAD = 4096;

  private final RemoteUrl url;

  Remote(RemoteUrl url) {
    this.url = url;
  }

  /** Fetches all branches and tags into the repository that this git is in. */
  void fetchAll(Git git) {
    fetch(git, List.of("--prune"), List.of(HEADS, TAGS));
  }

  /** Fetches one commit by name, whatever branch it is or was on. */
  void fetch(Git git, Sha commit) {
    fetch(git, List.of(), List.of(commit.hex()));
  }

  /** Fetches one ref over our own; false where the repository does not have it. */
  boolean fetchRef(Git git, String ref) {
    try {
      fetch(git, List.of(), List.of("+" + ref + ":" + ref));
      return true;
    } catch (GitException e) {
      if (e.kind() == GitException.Kind.MISSING) {
        return false;
      }
      throw e;
    }
  }

  private void fetch(Git git, List<String> options, List<String> refspecs) {
    List<String> arguments = new ArrayList<>(List.of("fetch"));
    arguments.addAll(options);
    arguments.addAll(
        List.of("--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance"));
    arguments.addAll(helper("--upload-pack=", "upload-pack"));
    arguments.add("--");
    arguments.add(url.address());
    arguments.addAll(refspecs);
    reach(git).text(arguments, new byte[0]);
  }

  /** Pushes one ref without force; false where another writer was first. */
  boolean push(Git git, String ref) {
    List<String> arguments =
        new ArrayList<>(List.of("push", "--quiet", "--porcelain", "--no-verify", "--no-signed"));
    arguments.addAll(helper("--receive-pack=", "receive-pack"));
    arguments.addAll(List.of("--", url.address(), ref + ":" + ref));
    Call.Ended<String> ended = reach(git).attempt(arguments, new byte[0]);
    if (ended.exit() == 0) {
      return true;
    }
    String said = ended.value() + ended.errors();
    if (said.contains("[rejected]")
        || said.contains("cannot lock ref")
        || said.contains("failed to update ref")) {
      return false;
    }
    throw Failure.of(arguments, ended.exit(), said);
  }

  /** What the repository calls its default branch, as a full ref. */
  Optional<String> defaultBranch(Git git) {
    if (url.transport() == RemoteUrl.Transport.FILE) {
      return headOnDisk();
    }
    return advertised(git).stream()
        .filter(line -> line.startsWith(SYMBOLIC) && line.endsWith("\tHEAD"))
        .map(line -> line.substring(SYMBOLIC.length(), line.indexOf('\t')))
        .filter(ref -> ref.startsWith("refs/heads/"))
        .findFirst();
  }

  /** Whether the repository names its objects with SHA-256; an empty one cannot say. */
  boolean isSha256(Git git) {
    return advertised(git).stream().anyMatch(line -> line.matches("[0-9a-f]{64}\t.*"));
  }

  private List<String> advertised(Git git) {
    List<String> arguments = new ArrayList<>(List.of("ls-remote", "--quiet", "--symref"));
    arguments.addAll(helper("--upload-pack=", "upload-pack"));
    arguments.addAll(List.of("--", url.address(), "HEAD", "refs/heads/*"));
    String answer = reach(git).text(arguments, new byte[0]);
    return new String(answer.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  /** Over the wire git does not tell the name of a branch that has no commit yet; the file does. */
  private Optional<String> headOnDisk() {
    requireFolder();
    for (Path file : List.of(url.folder().resolve("HEAD"), url.folder().resolve(".git/HEAD"))) {
      try {
        if (Files.isRegularFile(file) && Files.size(file) <= LONGEST_HEAD) {
          return Optional.of(Files.readString(file).strip())
              .filter(text -> text.startsWith(SYMBOLIC + "refs/heads/"))
              .map(text -> text.substring(SYMBOLIC.length()));
        }
      } catch (IOException e) {
        throw new GitException(
            GitException.Kind.REFUSED, "Expected to read " + file + ", but " + e, e);
      }
    }
    return Optional.empty();
  }

  private Git reach(Git git) {
    if (url.transport() == RemoteUrl.Transport.FILE) {
      requireFolder();
    }
    return git.reaching(url);
  }

  private void requireFolder() {
    if (!Files.isDirectory(url.folder())) {
      throw new GitException(
          GitException.Kind.UNREACHABLE,
          "Expected to find a repository in " + url + ", but there is no such folder");
    }
  }

  private List<String> helper(String option, String program) {
    return switch (url.transport()) {
      case FILE -> List.of(option + OtherSide.command(url.folder(), program));
      case SSH, HTTPS -> List.of();
    };
  }
}
