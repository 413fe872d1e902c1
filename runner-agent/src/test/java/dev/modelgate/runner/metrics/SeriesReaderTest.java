package dev.modelgate.runner.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.runner.eventfile.Damage;
import dev.modelgate.runner.eventfile.PointSink;
import dev.modelgate.runner.eventfile.ScalarSeries;
import dev.modelgate.runner.eventfile.SeriesSink;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which series a check means, and what is said where it is none. */
class SeriesReaderTest {

  @Test
  void takesATagFromTheTopDirectoryThoughOthersHaveItToo() {
    EventResults events = events(directory("a", "loss", 1), directory("", "loss", 2));

    assertThat(read("loss", events).value()).isEqualTo("2");
    assertThat(read("a/loss", events).value()).isEqualTo("1");
  }

  @Test
  void takesATagFromTheOnlyDirectoryThatHasIt() {
    EventResults events = events(directory("train", "epoch_loss", 1), directory("val", "x", 2));

    assertThat(read("epoch_loss", events).value()).isEqualTo("1");
    assertThat(read("epoch_loss", events).aggregate()).isEqualTo("last");
  }

  @Test
  void asksWhichOneIsMeantWhereSeveralDirectoriesHaveATag() {
    EventResults events =
        events(directory("train", "epoch_loss", 1), directory("validation", "epoch_loss", 2));

    assertThat(read("epoch_loss", events).problem())
        .isEqualTo(
            "Expected one series epoch_loss, but 2 event directories have it; name one of them:"
                + " tensorflow:train/epoch_loss, tensorflow:validation/epoch_loss");
    assertThat(read("validation/epoch_loss", events).value()).isEqualTo("2");
  }

  @Test
  void prefersTheFullNameToATagThatReadsTheSame() {
    EventResults events = events(directory("x", "train/loss", 1), directory("train", "loss", 2));

    assertThat(read("train/loss", events).value()).isEqualTo("2");
  }

  @Test
  void namesWhatIsThereWhereASeriesIsNot() {
    EventResults events = events(directory("", "Loss", 1), directory("val", "acc", 1));

    assertThat(read("loss", events).problem())
        .isEqualTo(
            "Expected a scalar series loss in the event files below model, but there are only"
                + " Loss, val/acc");
  }

  @Test
  void saysWhatIsWrongWithTheFilesOfASeriesOnly() {
    Damage cut = new Damage("a/tfevents", Damage.Kind.CUT, 1, 7, 100);
    Damage lost = new Damage("b/tfevents", Damage.Kind.LOST, 1, 7, 100);
    EventResults events =
        new EventResults(
            "model",
            List.of(
                new EventResults.Directory("a", directory("a", "x", 1).series(), List.of(cut)),
                new EventResults.Directory("b", directory("b", "y", 2).series(), List.of(lost)),
                directory("c", "z", 3)),
            0,
            true);

    assertThat(read("x", events).value()).isEqualTo("1");
    assertThat(read("x", events).note())
        .isEqualTo(
            "not all is there: a/tfevents: ends within a record: its last 7 bytes left out, from"
                + " byte 100 on");
    assertThat(read("y", events).problem())
        .isEqualTo(
            "Expected whole event files, but nobody knows what is lost: b/tfevents: damaged from"
                + " byte 100 on: nothing in its last 7 bytes can be read");
    assertThat(read("z", events).note()).isNull();
  }

  @Test
  void sendsAtMostTwoHundredOthers() {
    EventResults.Directory[] many =
        IntStream.range(0, 300)
            .mapToObj(i -> directory("d" + i, "loss", i))
            .toArray(EventResults.Directory[]::new);

    List<MetricReading> readings = collect(named("d7/loss", "mean"), events(many));

    assertThat(readings).hasSize(201);
    assertThat(readings).extracting(MetricReading::key).doesNotHaveDuplicates();
  }

  private static MetricReading read(String metric, EventResults events) {
    return collect(named(metric, null), events).getFirst();
  }

  private static List<MetricReading> collect(NamedMetric named, EventResults events) {
    return MetricCollector.collect(
        List.of(named),
        file -> new MetricFile.Unreadable("Expected no file"),
        () -> new MetricFile.Unreadable("Expected a model"),
        events);
  }

  private static NamedMetric named(String metric, @Nullable String aggregate) {
    return new NamedMetric("tensorflow:" + metric, "tensorflow", "", "", metric, aggregate);
  }

  private static EventResults events(EventResults.Directory... directories) {
    return new EventResults("model", Arrays.asList(directories), 0, true);
  }

  private static EventResults.Directory directory(String path, String tag, float value) {
    SeriesSink sink = new SeriesSink(path, any -> true, 100);
    PointSink points = sink;
    points.series(0, tag);
    points.point(0, 1, 1.7e9, value, true);
    List<ScalarSeries> series = sink.series();
    return new EventResults.Directory(path, series, List.of());
  }
}
