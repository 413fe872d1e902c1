package dev.modelgate.runner.collect;

import dev.modelgate.runner.eventfile.Damage;
import dev.modelgate.runner.eventfile.EventDirectory;
import dev.modelgate.runner.eventfile.EventFile;
import dev.modelgate.runner.eventfile.Orphans;
import dev.modelgate.runner.eventfile.PointSink;
import dev.modelgate.runner.eventfile.ScalarSeries;
import dev.modelgate.runner.eventfile.SeriesSink;
import dev.modelgate.runner.execute.JobPath;
import dev.modelgate.runner.execute.ResultTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The event files below a folder, directory by directory.
 *
 * @param directories with event files, in the order of their paths
 * @param untouched how many files are older than was asked for
 * @param isWhole whether all were found
 */
public record EventFiles(List<Directory> directories, int untouched, boolean isWhole) {

  /** How many event files are looked at. */
  public static final int MOST_FILES = 10_000;

  private static final int MOST_SERIES = 20_000;

  /** They take 16 MiB. */
  private static final int MOST_RESTARTS = 1 << 20;

  /**
   * An event directory.
   *
   * @param path from the folder; empty for the folder itself
   * @param files in the order of their names
   * @param unread those that are beyond what is read
   */
  public record Directory(String path, List<EventFile> files, List<Damage> unread) {

    public Directory {
      files = List.copyOf(files);
      unread = List.copyOf(unread);
    }
  }

  /** A directory's files while they are found. */
  private record Gathered(List<EventFile> files, List<Damage> unread) {}

  /**
   * What a directory's files hold.
   *
   * @param orphans for {@link #readAgain}
   */
  public record Read(
      Directory directory, List<ScalarSeries> series, List<Damage> damages, Orphans orphans) {

    public Read {
      series = List.copyOf(series);
      damages = List.copyOf(damages);
    }
  }

  public EventFiles {
    directories = List.copyOf(directories);
  }

  /**
   * Looks for event files.
   *
   * @param since files that were last written to before are not taken
   * @param mostBytes how much of all files together is read
   */
  public static EventFiles find(JobPath folder, Instant since, long mostBytes) {
    ResultTree.Listing listing = ResultTree.list(folder, EventFile::isNamedLikeOne, MOST_FILES);
    Map<String, Gathered> byFolder = new LinkedHashMap<>();
    int untouched = 0;
    long bytes = 0;
    for (ResultTree.Found found : listing.files()) {
      if (found.modifiedAt().isBefore(since)) {
        untouched++;
        continue;
      }
      bytes += found.bytes();
      Gathered its =
          byFolder.computeIfAbsent(
              found.folder(), any -> new Gathered(new ArrayList<>(), new ArrayList<>()));
      if (bytes > mostBytes) {
        its.unread().add(new Damage(found.path(), Damage.Kind.TOO_LARGE, 1, found.bytes(), 0));
      } else {
        its.files().add(new EventFile(found.path(), () -> ResultTree.open(folder, found.path())));
      }
    }
    return new EventFiles(
        byFolder.entrySet().stream()
            .map(
                each ->
                    new Directory(each.getKey(), each.getValue().files(), each.getValue().unread()))
            .toList(),
        untouched,
        listing.isWhole());
  }

  /** One file, whatever its name, as if it were alone in its directory. */
  public static EventFiles of(JobPath folder, String file) {
    EventFile its = new EventFile(file, () -> ResultTree.open(folder, file));
    return new EventFiles(List.of(new Directory("", List.of(its), List.of())), 0, true);
  }

  /**
   * Reads all files.
   *
   * @param keep of which tags the values are kept, as a median needs them
   * @param mostKept how many values are kept
   */
  public List<Read> read(Predicate<String> keep, long mostKept) {
    List<Read> all = new ArrayList<>();
    int series = 0;
    int restarts = 0;
    long kept = 0;
    for (Directory directory : directories) {
      long room = mostKept - kept;
      EventDirectory.Reading<SeriesSink> reading =
          EventDirectory.read(
              directory.files(),
              MOST_SERIES - series,
              MOST_RESTARTS - restarts,
              () -> new SeriesSink(directory.path(), keep, room));
      List<Damage> damages = new ArrayList<>(directory.unread());
      damages.addAll(reading.damages());
      series += reading.sink().series().size();
      restarts += reading.orphans().room();
      kept += reading.sink().kept();
      all.add(new Read(directory, reading.sink().series(), damages, reading.orphans()));
    }
    return all;
  }

  /** Reads the same once more, point by point. */
  public static void readAgain(List<Read> all, Function<String, PointSink> sinks) {
    int series = 0;
    for (Read read : all) {
      EventDirectory.readAgain(
          read.directory().files(),
          MOST_SERIES - series,
          sinks.apply(read.directory().path()),
          read.orphans());
      series += read.series().size();
    }
  }
}
