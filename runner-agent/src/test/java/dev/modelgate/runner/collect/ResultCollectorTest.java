package dev.modelgate.runner.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.runner.Sample;
import dev.modelgate.runner.checkout.JobPlace;
import dev.modelgate.runner.claim.Assignment;
import dev.modelgate.runner.claim.AttemptFolder;
import dev.modelgate.runner.eventfile.EventWriter;
import dev.modelgate.runner.execute.ResultFiles;
import dev.modelgate.runner.host.Programs;
import dev.modelgate.runner.metrics.MetricReading;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is read of the folders that a job leaves, harmless or not. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ResultCollectorTest {

  private static final Instant STARTED = Instant.parse("2026-05-01T12:00:00Z");
  private static final FileTime BEFORE = FileTime.from(STARTED.minusSeconds(1));
  private static final FileTime DURING = FileTime.from(STARTED.plusSeconds(1));

  @TempDir private Path folder;
  private JobPlace place = new JobPlace(Path.of("unset"));

  @BeforeEach
  void makeFolders() throws IOException {
    place = new JobPlace(folder.resolve("slot-1"));
    Files.createDirectories(place.checkout());
    Files.createDirectories(place.artifacts());
    Files.createDirectories(place.storage());
  }

  @Test
  void makesOneNumberOfASeriesAndStoresAllOfIt() throws IOException {
    write(
        place.artifacts().resolve("train/events.out.tfevents.1"), points("loss", 3, 2, 1), DURING);
    write(place.artifacts().resolve("val/events.out.tfevents.1"), points("acc", 0.5f), DURING);

    ResultCollector.Collected collected = collect(wanted("tensorflow", "loss", "mean"));

    assertThat(collected.notes()).isEmpty();
    assertThat(collected.metrics())
        .containsExactly(
            new MetricReading("tensorflow:loss", "2", null, "mean", null),
            new MetricReading("tensorflow:train/loss", "1", null, "last", null),
            new MetricReading("tensorflow:val/acc", "0.5", null, "last", null));
    List<GenericRecord> stored = stored();
    assertThat(stored).extracting(part -> text(part, "directory")).containsExactly("train", "val");
    assertThat(stored).extracting(part -> text(part, "tag")).containsExactly("loss", "acc");
    assertThat(stored.getFirst().get("values")).isEqualTo(List.of(3.0, 2.0, 1.0));
    assertThat(stored.getFirst().get("steps")).isEqualTo(List.of(0L, 1L, 2L));
    assertThat(stored.getFirst().get("wallTimes")).isEqualTo(List.of(1.7e9, 1.7e9 + 1, 1.7e9 + 2));
    assertThat(stored.getFirst().get("singlePrecision")).isEqualTo(true);
  }

  @Test
  void storesALongSeriesInParts() throws IOException {
    EventWriter file = EventWriter.version2();
    for (int step = 0; step < 25_000; step++) {
      file.simple("loss", step, step).simple("lr", step, 1);
    }
    write(place.artifacts().resolve("tfevents"), file, DURING);

    collect();

    List<List<?>> loss =
        stored().stream()
            .filter(part -> text(part, "tag").equals("loss"))
            .<List<?>>map(part -> (List<?>) part.get("steps"))
            .toList();
    assertThat(loss).extracting(List::size).containsExactly(10_000, 10_000, 5_000);
    assertThat(loss.get(1).getFirst()).isEqualTo(10_000L);
  }

  @Test
  void leavesOutEventFilesThatTheJobDidNotWrite() throws IOException {
    write(place.artifacts().resolve("tfevents.1"), points("loss", 9), BEFORE);
    write(place.artifacts().resolve("tfevents.2"), points("loss", 1), DURING);

    assertThat(collect(wanted("tensorflow", "loss", "max")).metrics())
        .containsExactly(
            new MetricReading(
                "tensorflow:loss",
                "1",
                null,
                "max",
                "1 event files that the job did not write were left out"));
  }

  @Test
  void takesNoCommittedEventFileForAResult() throws IOException {
    write(place.artifacts().resolve("tfevents.1"), points("loss", 9), BEFORE);

    assertThat(problem(collect(wanted("tensorflow", "loss", "max"))))
        .isEqualTo(
            "Expected a scalar series loss in the event files below the artifacts folder"
                + " ($MODELGATE_ARTIFACTS), but the job wrote none: the 1 that are there are older"
                + " than the job");
    assertThat(attemptFile()).doesNotExist();
  }

  @Test
  void saysThatAJsonFileIsTheCommittedOne() throws IOException {
    Path file = place.checkout().resolve("metrics.json");
    Files.writeString(file, "{\"a\": 1, \"b\": 2}");
    Files.setLastModifiedTime(file, BEFORE);
    Assignment.WantedMetric wanted =
        new Assignment.WantedMetric("json:metrics.json:/a", "json", "metrics.json", "/a", "", null);

    ResultCollector.Collected untouched = collect(wanted);
    Files.setLastModifiedTime(file, DURING);
    ResultCollector.Collected written = collect(wanted);

    assertThat(untouched.metrics())
        .extracting(MetricReading::note)
        .containsOnly("the job did not write metrics.json: this is the file as it was committed");
    assertThat(written.metrics()).extracting(MetricReading::note).containsOnlyNulls();
    assertThat(written.metrics()).extracting(MetricReading::value).containsExactly("1", "2");
  }

  @Test
  void looksBelowTheModelFirstAndThenBelowTheArtifacts() throws IOException {
    write(place.artifacts().resolve("logs/tfevents"), points("loss", 7), DURING);
    Assignment.Layout layout = new Assignment.Layout(null, null, null, "/artifacts/model", null);

    assertThat(collect(layout, wanted("tensorflow", "loss", "last")).metrics().getFirst().value())
        .isEqualTo("7");
    write(place.artifacts().resolve("model/tfevents"), points("loss", 8), DURING);
    assertThat(collect(layout, wanted("tensorflow", "loss", "last")).metrics().getFirst().value())
        .isEqualTo("8");
  }

  @Test
  void readsCustomMetricsOfTheModel() throws IOException {
    Files.createDirectories(place.checkout().resolve("model"));
    Files.writeString(
        place.checkout().resolve("model/gradient-model-metadata.json"),
        "{\"loss\": {\"mean\": [0.25]}}");
    Assignment.Layout layout = new Assignment.Layout(null, null, null, "model", null);
    Assignment.WantedMetric nested = custom("loss", "/mean/0");
    Assignment.WantedMetric plain = custom("other", "/loss/mean/0");

    ResultCollector.Collected collected = collect(layout, nested, plain);

    assertThat(collected.metrics())
        .filteredOn(reading -> reading.key().startsWith("custom"))
        .containsExactly(
            new MetricReading("custom:loss", "0.25", null, null, "/mean/0 was read below \"loss\""),
            new MetricReading("custom:other", "0.25", null, null, null));
    assertThat(problem(collect(custom("loss", "/mean/0"))))
        .isEqualTo(
            "Expected a file artifacts/gradient-model-metadata.json with the metric, but the job"
                + " has not written it");
  }

  @Test
  void seesNothingThatLinksLeadTo() throws IOException {
    write(folder.resolve("secret/tfevents"), points("secret", 1), DURING);
    Files.createSymbolicLink(place.artifacts().resolve("logs"), folder.resolve("secret"));
    Files.createSymbolicLink(
        place.artifacts().resolve("tfevents.1"), folder.resolve("secret/tfevents"));
    Programs.call(List.of("mkfifo", place.artifacts().resolve("tfevents.2").toString()));

    assertThat(problem(collect(wanted("tensorflow", "secret", "last"))))
        .contains("but there are no event files");
    Files.move(place.artifacts(), place.artifacts().resolveSibling("elsewhere"));
    Files.createSymbolicLink(place.artifacts(), folder.resolve("secret"));
    assertThat(problem(collect(wanted("tensorflow", "secret", "last"))))
        .contains("but there are no event files");
  }

  @Test
  void takesAHoleOfATerabyteForNoEvents() throws IOException {
    Path file = place.artifacts().resolve("tfevents");
    try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
      hole.setLength(1L << 40);
    }
    Files.setLastModifiedTime(file, DURING);

    assertThat(problem(collect(wanted("tensorflow", "loss", "last"))))
        .contains("tfevents: not read: all event files together are too large");
  }

  @Test
  void goesIntoFoldersThatAreDeepButNotBottomless() throws IOException {
    Path deep = place.artifacts();
    for (int depth = 0; depth < 40; depth++) {
      deep = deep.resolve("d");
    }
    write(deep.resolve("tfevents"), points("deep", 1), DURING);
    write(place.artifacts().resolve("d/d/tfevents"), points("shallow", 1), DURING);

    ResultCollector.Collected collected = collect(wanted("tensorflow", "deep", "last"));

    assertThat(problem(collected)).contains("but there are only d/d/shallow");
    assertThat(collected.notes()).singleElement().asString().contains("Not all event files");
  }

  /** All of them together are larger than this program's memory. */
  @Test
  void readsOneFileAfterTheOther() throws IOException {
    Path file = place.checkout().resolve("0");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(ResultFiles.LONGEST);
    }
    List<Assignment.WantedMetric> wanted = new ArrayList<>();
    for (int i = 0; i < 2 * Runtime.getRuntime().maxMemory() / ResultFiles.LONGEST; i++) {
      String name = Integer.toString(i);
      if (i > 0) {
        Files.createLink(place.checkout().resolve(name), file);
      }
      wanted.add(new Assignment.WantedMetric(name, "json", name, "/a", "", null));
    }

    assertThat(collect(wanted.toArray(Assignment.WantedMetric[]::new)).metrics())
        .hasSameSizeAs(wanted)
        .allSatisfy(reading -> assertThat(reading.problem()).contains("Expected JSON"));
  }

  private ResultCollector.Collected collect(Assignment.WantedMetric... wanted) {
    return collect(Assignment.Layout.none(), wanted);
  }

  private ResultCollector.Collected collect(
      Assignment.Layout layout, Assignment.WantedMetric... wanted) {
    Assignment assignment = Sample.of("true").wanting(List.of(wanted), layout);
    return new ResultCollector().collect(new AttemptFolder(folder, assignment, 1), place, STARTED);
  }

  private static String problem(ResultCollector.Collected collected) {
    return String.valueOf(collected.metrics().getFirst().problem());
  }

  private Path attemptFile() {
    return folder.resolve(ResultCollector.SERIES_FILE);
  }

  private List<GenericRecord> stored() throws IOException {
    List<GenericRecord> all = new ArrayList<>();
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(attemptFile().toFile(), new GenericDatumReader<>())) {
      assertThat(reader.getMetaString("avro.codec")).isEqualTo("zstandard");
      reader.forEach(all::add);
    }
    return all;
  }

  private static String text(GenericRecord series, String field) {
    return series.get(field).toString();
  }

  private static Assignment.WantedMetric wanted(String source, String metric, String aggregate) {
    return new Assignment.WantedMetric(source + ":" + metric, source, "", "", metric, aggregate);
  }

  private static Assignment.WantedMetric custom(String metric, String pointer) {
    return new Assignment.WantedMetric("custom:" + metric, "custom", "", pointer, metric, null);
  }

  private static EventWriter points(String tag, float... values) {
    EventWriter file = EventWriter.version2();
    for (int step = 0; step < values.length; step++) {
      file.simple(tag, step, values[step]);
    }
    return file;
  }

  private static void write(Path file, EventWriter content, FileTime at) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, content.bytes());
    Files.setLastModifiedTime(file, at);
  }
}
