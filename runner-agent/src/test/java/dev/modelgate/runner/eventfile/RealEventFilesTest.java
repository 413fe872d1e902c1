package dev.modelgate.runner.eventfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Files of real writers, read as TensorBoard reads them and summed up as numpy does it. */
class RealEventFilesTest {

  private static final Path CORPUS = Path.of("../../shared/corpus/tb-events");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** TensorBoard stops at a damaged record and says nothing; we go on behind it and say so. */
  private static final String DAMAGED = "corrupt_data_crc_middle";

  private static final List<String> AGGREGATES =
      List.of("mean", "min", "max", "median", "var", "stddev", "last");

  @TestFactory
  Stream<DynamicTest> readsWhatTensorBoardReads() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "no collected event files at " + CORPUS);
    List<DynamicTest> tests = new ArrayList<>();
    for (Path expectation : sorted(CORPUS.resolve("expected"))) {
      JsonNode expected = JSON.readTree(expectation.toFile());
      String name = expected.path("case").asText();
      if (!name.equals(DAMAGED) && Files.isDirectory(CORPUS.resolve(name))) {
        tests.add(
            DynamicTest.dynamicTest(
                name,
                () ->
                    expected
                        .path("runs")
                        .properties()
                        .forEach(run -> compare(name, run.getKey(), run.getValue()))));
      }
    }
    assertThat(tests).hasSizeGreaterThan(10);
    return tests.stream();
  }

  @Test
  void readsBehindADamagedRecordWhereTensorBoardStops() {
    assumeTrue(Files.isDirectory(CORPUS), "no collected event files at " + CORPUS);

    EventDirectory.Reading<Points> damaged = read(CORPUS.resolve(DAMAGED), Points::new);
    EventDirectory.Reading<Points> whole = read(CORPUS.resolve("tbx_basic"), Points::new);

    assertThat(whole.sink().values.get("loss")).hasSize(100);
    assertThat(damaged.sink().values.get("loss")).hasSize(100);
    assertThat(damaged.sink().values.get("accuracy")).hasSize(99);
    assertThat(damaged.damages())
        .singleElement()
        .satisfies(
            damage -> {
              assertThat(damage.kind()).isEqualTo(Damage.Kind.RECORD);
              assertThat(damage.isLoss()).isFalse();
              assertThat(damage.sentence())
                  .startsWith(
                      "events.out.tfevents.1700000000.host: 1 damaged record with a wrong checksum"
                          + " left out, the first at byte ");
            });
  }

  @Test
  void saysThatTheEndOfAFileIsMissing() {
    assumeTrue(Files.isDirectory(CORPUS), "no collected event files at " + CORPUS);

    assertThat(read(CORPUS.resolve("corrupt_truncated_mid_data"), Points::new).damages())
        .singleElement()
        .satisfies(damage -> assertThat(damage.kind()).isEqualTo(Damage.Kind.CUT));
  }

  private static void compare(String name, String run, JsonNode expected) {
    Path folder = CORPUS.resolve(name).resolve(run).normalize();
    EventDirectory.Reading<Points> points = read(folder, Points::new);
    EventDirectory.Reading<SeriesSink> series =
        read(folder, () -> new SeriesSink("", tag -> true, 1_000_000));
    Map<String, List<Long>> steps = new TreeMap<>();
    Map<String, List<Double>> values = new TreeMap<>();
    expected
        .path("scalars")
        .properties()
        .forEach(
            scalar -> {
              JsonNode its = scalar.getValue();
              steps.put(scalar.getKey(), list(its.path("steps"), JsonNode::longValue));
              values.put(scalar.getKey(), list(its.path("values"), RealEventFilesTest::number));
            });

    assertThat(points.sink().steps).isEqualTo(steps);
    assertThat(points.sink().values).isEqualTo(values);
    assertThat(series.sink().series()).hasSize(values.size());
    for (ScalarSeries each : series.sink().series()) {
      JsonNode stats = expected.path("scalars").path(each.tag()).path("stats");
      assertThat(each.count()).isEqualTo(stats.path("n").longValue());
      for (String aggregate : AGGREGATES) {
        String key =
            List.of("var", "stddev").contains(aggregate) ? aggregate + "_ddof0" : aggregate;
        assertThat(each.aggregate(aggregate))
            .as("%s of %s", aggregate, each.tag())
            .isInstanceOfSatisfying(
                Aggregate.Of.class, of -> assertSame(of.number(), number(stats.path(key))));
      }
    }
  }

  private static void assertSame(double actual, double expected) {
    if (Double.isFinite(expected)) {
      assertThat(actual).isCloseTo(expected, within(1e-12 * Math.max(1e-300, Math.abs(expected))));
    } else {
      assertThat(actual).isEqualTo(Double.valueOf(expected));
    }
  }

  private static <S extends PointSink> EventDirectory.Reading<S> read(
      Path folder, java.util.function.Supplier<S> sinks) {
    List<EventFile> files =
        sorted(folder).stream()
            .filter(file -> EventFile.isNamedLikeOne(file.getFileName().toString()))
            .map(file -> new EventFile(file.getFileName().toString(), () -> FileChannel.open(file)))
            .toList();
    return EventDirectory.read(files, 1000, 1000, sinks);
  }

  private static <T> List<T> list(JsonNode array, java.util.function.Function<JsonNode, T> as) {
    return StreamSupport.stream(array.spliterator(), false).map(as).toList();
  }

  private static double number(JsonNode node) {
    return node.isTextual() ? Double.parseDouble(node.asText()) : node.doubleValue();
  }

  private static List<Path> sorted(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
