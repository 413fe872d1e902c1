package dev.modelgate.runner.metrics;

import dev.modelgate.runner.eventfile.Damage;
import dev.modelgate.runner.eventfile.ScalarSeries;
import java.util.List;

/**
 * What an attempt's event files hold.
 *
 * @param place where they were looked for, for people
 * @param directories those with event files, in the order of their paths
 * @param untouched how many event files are older than the job: they are not its result
 * @param isWhole whether all files were looked at
 */
public record EventResults(
    String place, List<Directory> directories, int untouched, boolean isWhole) {

  /**
   * An event directory.
   *
   * @param path from the place; empty for the place itself
   * @param series in the order in which they were met
   * @param damages what is wrong with its files
   */
  public record Directory(String path, List<ScalarSeries> series, List<Damage> damages) {

    public Directory {
      series = List.copyOf(series);
      damages = List.copyOf(damages);
    }
  }

  public EventResults {
    directories = List.copyOf(directories);
  }

  /** No event files at all. */
  public static EventResults none(String place) {
    return new EventResults(place, List.of(), 0, true);
  }

  /** All series, directory by directory. */
  List<ScalarSeries> series() {
    return directories.stream().flatMap(directory -> directory.series().stream()).toList();
  }

  /** What is wrong with the files of a series' directory. */
  List<Damage> damagesOf(ScalarSeries series) {
    return directories.stream()
        .filter(directory -> directory.path().equals(series.directory()))
        .flatMap(directory -> directory.damages().stream())
        .toList();
  }
}
