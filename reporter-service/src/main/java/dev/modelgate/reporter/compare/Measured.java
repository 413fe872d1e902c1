package dev.modelgate.reporter.compare;

import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.series.AllSeries;
import dev.modelgate.reporter.series.Series;
import java.util.List;
import java.util.Optional;

/**
 * The series of one experiment of a run.
 *
 * @param attempt number of the attempt that wrote them; 0 where none did
 */
public record Measured(RunReport run, String step, int attempt, AllSeries all) {

  /** Address of a series' points. */
  public String source(Series series) {
    return "/api/runs/"
        + Links.segment(run.project())
        + "/"
        + run.key().number()
        + "/series/points?name="
        + Links.segment(series.name())
        + "&step="
        + Links.segment(step)
        + "&attempt="
        + attempt;
  }

  /** The series of that name. */
  public Optional<Series> find(String name) {
    return all.series().stream().filter(series -> series.name().equals(name)).findFirst();
  }

  /**
   * The series that stands for another run's: of the same directory, else of a directory that ends
   * alike, because many jobs name directories after the time, else the only one of that tag.
   */
  public Optional<Series> like(Series other) {
    List<Series> same =
        all.series().stream().filter(series -> series.tag().equals(other.tag())).toList();
    return same.stream()
        .filter(series -> series.directory().equals(other.directory()))
        .findFirst()
        .or(
            () ->
                same.stream()
                    .filter(s -> end(s.directory()).equals(end(other.directory())))
                    .findFirst())
        .or(() -> same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty());
  }

  private static String end(String directory) {
    return directory.substring(directory.lastIndexOf('/') + 1);
  }
}
