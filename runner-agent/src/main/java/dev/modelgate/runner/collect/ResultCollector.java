package dev.modelgate.runner.collect;

import dev.modelgate.runner.checkout.JobPlace;
import dev.modelgate.runner.claim.Assignment;
import dev.modelgate.runner.claim.AttemptFolder;
import dev.modelgate.runner.execute.JobPath;
import dev.modelgate.runner.execute.Places;
import dev.modelgate.runner.execute.ResultFiles;
import dev.modelgate.runner.metrics.EventResults;
import dev.modelgate.runner.metrics.MetricCollector;
import dev.modelgate.runner.metrics.MetricFile;
import dev.modelgate.runner.metrics.MetricReading;
import dev.modelgate.runner.metrics.NamedMetric;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Reads what an attempt's job left behind, one attempt at a time, so that memory is bounded
 * whatever the jobs of all slots wrote.
 */
public final class ResultCollector {

  /** Where the whole series of an attempt are put, in its folder. */
  public static final String SERIES_FILE = "series.avro";

  /** 64 MiB of numbers. */
  private static final long MOST_KEPT = 8L * 1024 * 1024;

  private static final long MOST_BYTES = 16L * 1024 * 1024 * 1024;

  /**
   * What was collected.
   *
   * @param metrics those that checks name, then others
   * @param notes what people should know about the attempt
   */
  public record Collected(List<MetricReading> metrics, List<String> notes) {

    /** Nothing was looked for. */
    public static Collected nothing() {
      return new Collected(List.of(), List.of());
    }

    public Collected {
      metrics = List.copyOf(metrics);
      notes = List.copyOf(notes);
    }
  }

  /** A folder where results are looked for, with the name that people know it by. */
  private record Place(String name, JobPath folder) {}

  private final ReentrantLock oneAtATime = new ReentrantLock();

  /** What is said where the files could not be read. */
  public static Collected unread(AttemptFolder attempt, String why) {
    return new Collected(
        attempt.assignment().metrics().stream()
            .map(wanted -> new MetricReading(wanted.key(), null, why, null, null))
            .toList(),
        List.of(why));
  }

  /**
   * Reads the metrics and writes {@link #SERIES_FILE}, where there are series, into the attempt's
   * folder.
   *
   * @param place the folders that the job had
   * @param startedAt when the job started, by the clock of the files
   */
  public Collected collect(AttemptFolder attempt, JobPlace place, Instant startedAt) {
    Assignment assignment = attempt.assignment();
    List<NamedMetric> named =
        assignment.metrics().stream()
            .map(
                wanted ->
                    new NamedMetric(
                        wanted.key(),
                        wanted.source(),
                        wanted.file(),
                        wanted.pointer(),
                        wanted.metric(),
                        wanted.aggregate()))
            .toList();
    List<Place> searched = searched(assignment.layout(), Places.of(assignment.layout(), place));
    oneAtATime.lock();
    try {
      List<String> notes = new ArrayList<>();
      EventResults events = events(named, searched, startedAt, attempt.path(), notes);
      return new Collected(
          MetricCollector.collect(
              named,
              file -> opened(ResultFiles.read(place.checkout(), file), startedAt),
              () -> model(searched, startedAt),
              events),
          notes);
    } finally {
      oneAtATime.unlock();
    }
  }

  /** The first place with event files that the job wrote; where there is none, the first. */
  private static EventResults events(
      List<NamedMetric> named,
      List<Place> searched,
      Instant startedAt,
      Path attemptFolder,
      List<String> notes) {
    List<EventFiles> found =
        searched.stream()
            .map(place -> EventFiles.find(place.folder(), startedAt, MOST_BYTES))
            .toList();
    int chosen =
        Stream.iterate(0, i -> i < found.size(), i -> i + 1)
            .filter(i -> !found.get(i).directories().isEmpty())
            .findFirst()
            .orElse(0);
    EventFiles files = found.get(chosen);
    List<EventFiles.Read> read =
        files.read(tag -> named.stream().anyMatch(metric -> namesTag(metric, tag)), MOST_KEPT);
    if (read.stream().anyMatch(each -> !each.series().isEmpty())) {
      SeriesFile.write(attemptFolder.resolve(SERIES_FILE), read, notes);
    }
    if (!files.isWhole()) {
      notes.add(
          "Not all event files below %s were looked at: there are too many files or folders."
              .formatted(searched.get(chosen).name()));
    }
    int untouched = found.stream().mapToInt(EventFiles::untouched).sum();
    return new EventResults(
        searched.get(chosen).name(),
        read.stream()
            .map(
                each ->
                    new EventResults.Directory(
                        each.directory().path(), each.series(), each.damages()))
            .toList(),
        untouched,
        files.isWhole());
  }

  private static boolean namesTag(NamedMetric metric, String tag) {
    return metric.metric().equals(tag) || metric.metric().endsWith("/" + tag);
  }

  /** Model and artifacts, as the format has it: the first one that holds something counts. */
  private static List<Place> searched(Assignment.Layout layout, Places places) {
    List<Place> all = new ArrayList<>();
    JobPath model = places.model();
    if (model != null && !model.equals(places.artifacts())) {
      all.add(new Place("modelPath (%s)".formatted(layout.modelPath()), model));
    }
    String stated = layout.artifactDirectory();
    all.add(
        new Place(
            stated == null || stated.isBlank()
                ? "the artifacts folder ($MODELGATE_ARTIFACTS)"
                : "artifactDirectory (%s)".formatted(stated),
            places.artifacts()));
    return all;
  }

  private static MetricFile model(List<Place> searched, Instant startedAt) {
    MetricFile first = null;
    for (Place place : searched) {
      MetricFile file =
          opened(ResultFiles.read(place.folder(), MetricCollector.CUSTOM_FILE), startedAt);
      if (file instanceof MetricFile.Content) {
        return file;
      }
      first = first == null ? file : first;
    }
    return first == null ? new MetricFile.Unreadable("Expected a place to look at") : first;
  }

  private static MetricFile opened(ResultFiles.Result result, Instant startedAt) {
    return switch (result) {
      case ResultFiles.Result.Unreadable(String problem) -> new MetricFile.Unreadable(problem);
      case ResultFiles.Result.Content content ->
          new MetricFile.Content(content.toArray(), !content.modifiedAt().isBefore(startedAt));
    };
  }
}
