package dev.modelgate.standalone.metrics;

import dev.modelgate.runner.collect.EventFiles;
import dev.modelgate.runner.eventfile.Damage;
import dev.modelgate.runner.execute.JobPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A path that was asked for and what its event files hold.
 *
 * @param path as it was typed
 * @param directories with event files; the same as those of an attempt
 * @param problems what is wrong with the files, a sentence each
 * @param isDamaged whether something is lost that is more than an unfinished end
 */
public record ShownPath(
    String path, List<EventFiles.Read> directories, List<String> problems, boolean isDamaged) {

  /** 192 MiB of numbers. */
  private static final long MOST_KEPT = 24L * 1024 * 1024;

  public ShownPath {
    directories = List.copyOf(directories);
    problems = List.copyOf(problems);
  }

  /**
   * Reads a file, or the event files in and below a folder.
   *
   * @throws IOException where there is no such path
   */
  public static ShownPath read(Path path) throws IOException {
    Path real = path.toRealPath();
    EventFiles files =
        Files.isDirectory(real)
            ? EventFiles.find(new JobPath(real, List.of()), Instant.MIN, Long.MAX_VALUE)
            : EventFiles.of(
                new JobPath(real.resolveSibling(""), List.of()), real.getFileName().toString());
    List<EventFiles.Read> read = files.read(tag -> true, MOST_KEPT);
    List<Damage> damages = read.stream().flatMap(each -> each.damages().stream()).toList();
    List<String> problems = new ArrayList<>(damages.stream().map(Damage::sentence).toList());
    if (!files.isWhole()) {
      problems.add("not all event files were looked at: there are too many files or folders");
    }
    if (read.stream().allMatch(each -> each.series().isEmpty())) {
      problems.add(
          files.directories().isEmpty()
              ? "no event files here (their names contain tfevents)"
              : "no scalar series here");
    }
    return new ShownPath(
        path.toString(),
        read,
        problems,
        damages.stream().anyMatch(damage -> damage.kind() != Damage.Kind.CUT));
  }

  /** Whether there is at least one series. */
  public boolean hasSeries() {
    return directories.stream().anyMatch(each -> !each.series().isEmpty());
  }
}
