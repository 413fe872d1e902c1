package dev.modelgate.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How git is called here: with an argument list, with settings that no repository can override, in
 * an environment built from nothing, with a limit on time and on output.
 */
public final class Git {

  private static final int MOST_TEXT = 64 * 1024 * 1024;
  private static final Duration TO_SAY_ITS_VERSION = Duration.ofSeconds(30);
  private static final Pattern VERSION =
      Pattern.compile("git version (([0-9]{1,4})\\.([0-9]{1,4})[^ \\n]*).*", Pattern.DOTALL);

  private final Path folder;
  private final Deadline deadline;
  private final List<String> options;
  private final Map<String, String> environment;

  private Git(
      Path folder, Deadline deadline, List<String> options, Map<String, String> environment) {
    this.folder = folder;
    this.deadline = deadline;
    this.options = List.copyOf(options);
    this.environment = Map.copyOf(environment);
  }

  /**
   * Looks for git, once at the start of whatever needs it.
   *
   * @return the installed version, for example {@code 2.39.5}
   * @throws GitException with a sentence for the operator where git is missing or older than 2.39,
   *     the first with the fixes of CVE-2024-32002 and its siblings still maintained
   */
  public static String requireInstalled() {
    Git git = outside(Path.of("/"), Deadline.after(TO_SAY_ITS_VERSION));
    Matcher version = VERSION.matcher(git.attempt(List.of("version"), new byte[0]).value());
    if (!version.matches()) {
      throw new GitException(
          GitException.Kind.FAILED,
          "Expected to find git on " + Programs.path() + ", but there is none: install git 2.39+");
    }
    int major = Integer.parseInt(version.group(2));
    if (major < 2 || (major == 2 && Integer.parseInt(version.group(3)) < 39)) {
      throw new GitException(
          GitException.Kind.FAILED,
          "Expected to find git 2.39 or newer, but it is " + version.group(1) + ": update it");
    }
    return version.group(1);
  }

  /** Git outside of any repository, in a folder of ours. */
  static Git outside(Path folder, Deadline deadline) {
    return new Git(folder, deadline, Hardening.options(), Hardening.environment(folder));
  }

  /** Git in a bare repository of ours. */
  static Git in(Path gitDir, Path folder, Deadline deadline) {
    return outside(folder, deadline).plus(List.of("--git-dir=" + gitDir), Map.of());
  }

  /** The same, allowed to speak with a remote over that remote's transport and no other. */
  Git reaching(RemoteUrl url) {
    return plus(Hardening.optionsFor(url), Hardening.environmentFor(url));
  }

  /** The same, over a work tree, with an index of our own. */
  Git over(Path workTree, Path index) {
    return plus(
        List.of("--work-tree=" + workTree, "-c", "core.bare=false"),
        Map.of("GIT_INDEX_FILE", index.toString()));
  }

  /** The same, so marked that it can be found and killed when we died before it. */
  Git during(Turn turn) {
    return plus(List.of(), turn.mark());
  }

  private Git plus(List<String> moreOptions, Map<String, String> more) {
    List<String> allOptions = new ArrayList<>(options);
    allOptions.addAll(moreOptions);
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(more);
    return new Git(folder, deadline, allOptions, all);
  }

  /** Runs git and returns what it printed. */
  String text(String... arguments) {
    return text(List.of(arguments), new byte[0]);
  }

  String text(List<String> arguments, byte[] input) {
    Call.Ended<String> ended = attempt(arguments, input);
    if (ended.exit() != 0) {
      throw Failure.of(arguments, ended.exit(), ended.errors());
    }
    return ended.value();
  }

  /** Runs git where another exit status than 0 is an answer too. */
  Call.Ended<String> attempt(List<String> arguments, byte[] input) {
    return call(
        arguments,
        (out, in) -> {
          // Commands that we feed read all of it before they print more than a pipe holds.
          try (in) {
            in.write(input);
          } catch (IOException e) {
            // It ended before it read everything: its exit status and its words say why.
            return "";
          }
          return new String(Bounded.readAll(out, MOST_TEXT), StandardCharsets.ISO_8859_1);
        });
  }

  /** Runs git while speaking with it; the caller looks at the exit status. */
  <T> Call.Ended<T> call(List<String> arguments, Call.Conversation<T> conversation) {
    List<String> line = new ArrayList<>();
    line.add("git");
    line.addAll(options);
    line.addAll(arguments);
    return new Call(line, environment, folder, deadline).run(conversation);
  }

  /** Runs another program with the same environment and limits, in a folder. */
  Call.Ended<String> other(Path where, String... line) {
    return new Call(List.of(line), environment, where, deadline)
        .run(
            (out, in) -> {
              in.close();
              return new String(Bounded.readAll(out, MOST_TEXT), StandardCharsets.ISO_8859_1);
            });
  }
}
