package dev.modelgate.runner.metrics;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the files that jobs write, harmless or not. */
class MetricCollectorTest {

  private static final String FILE = "metrics.json";
  private static final Supplier<MetricFile> NOTHING =
      () -> new MetricFile.Unreadable("Expected a model");

  @ParameterizedTest
  @ValueSource(
      strings = {"0.93", "0.1000", "1e-3", "1E+2", "-0", "-0.0", "0", "12345678901234567890.5"})
  void keepsTheNumberAsItWasWritten(String number) {
    MetricReading reading = read("{\"accuracy\": " + number + "}", "/accuracy");

    assertThat(reading.value()).isEqualTo(number);
    assertThat(reading.key()).isEqualTo("json:metrics.json:/accuracy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a~1b|1",
        "/m~0n|2",
        "/~01|3",
        "/|4",
        "/list/0|5",
        "/list/1/x|6",
        "/ü \"quoted\"|7",
        "/0|8",
      })
  void resolvesPointersAsRfc6901Says(String pointer, String expected) {
    String json =
        """
        {"a/b": 1, "m~n": 2, "~1": 3, "": 4, "list": [5, {"x": 6}], "ü \\"quoted\\"": 7, "0": 8}
        """;

    assertThat(read(json, pointer).value()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/list/-", "/list/01", "/list/2", "/list/1000000000", "/none", "/list/0/x", "//"})
  void findsNothingWhereAPointerLeadsNowhere(String pointer) {
    assertThat(read("{\"list\": [5, 6]}", pointer).problem())
        .isEqualTo(
            "metrics.json has nothing at " + pointer + "; it has numbers at /list/0, /list/1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5|metrics.json has nothing at /auc",
        "{\"a\": \"text\"}|metrics.json has nothing at /auc",
        "[1,2,3,4,5]|metrics.json has nothing at /auc; it has numbers at /0, /1, /2, /3, /4",
        "[1,2,3,4,5,6]|metrics.json has nothing at /auc; it has numbers at /0, /1, /2, /3, /4 and more",
      })
  void saysWhereTheFileHasNumbersInstead(String json, String problem) {
    assertThat(read(json, "/auc").problem()).isEqualTo(problem);
  }

  @Test
  void looksForACustomMetricBelowItsNameToo() {
    NamedMetric custom = new NamedMetric("custom:loss", "custom", FILE, "/mean/0", "loss", null);
    MetricFile json = new MetricFile.Content("{\"loss\": [\"text\"]}".getBytes(UTF_8), true);

    assertThat(
            MetricCollector.collect(
                    List.of(custom), file -> json, NOTHING, EventResults.none("model"))
                .getFirst()
                .problem())
        .isEqualTo("metrics.json has nothing at /mean/0, nor below \"loss\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"accuracy", "/a~2b", "/a~", "#/a"})
  void refusesAPointerThatIsNone(String pointer) {
    assertThat(read("{\"accuracy\": 1}", pointer).problem()).contains("RFC 6901");
  }

  @Test
  void readsTheRootItself() {
    assertThat(read("0.5", "").value()).isEqualTo("0.5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NaN|is NaN",
        "Infinity|is Infinity",
        "-Infinity|is -Infinity",
        "1e400|between 1e-324 and 1e309",
        "1e-400|between 1e-324 and 1e309",
        "1e999999999|between 1e-324 and 1e309",
        "1e99999999999|but it is 1e99999999999",
        "\"0.93\"|is text",
        "null|is null",
        "true|is true",
        "[1]|is a list",
        "{}|is an object",
      })
  void saysWhyAValueIsNoNumber(String value, String problem) {
    MetricReading reading = read("{\"other\": 1, \"accuracy\": " + value + "}", "/accuracy");

    assertThat(reading.value()).isNull();
    assertThat(reading.problem())
        .startsWith("metrics.json at /accuracy: Expected a number")
        .contains(problem);
  }

  @Test
  void readsOtherMetricsBesideOneThatIsNotANumber() {
    assertThat(read("{\"loss\": NaN, \"accuracy\": 0.9}", "/accuracy").value()).isEqualTo("0.9");
  }

  @Test
  void refusesANumberThatNobodyCouldHaveMeant() {
    assertThat(read("[" + "1".repeat(201) + "]", "/0").problem()).contains("at most 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": 1, \"a\": 2}",
        "{\"a\": 1, \"b\": 0, \"\\u0061\": 1}",
      })
  void refusesAKeyThatIsThereTwice(String json) {
    assertThat(read(json, "/a").problem()).contains("more than once");
  }

  @Test
  void refusesAParentThatIsThereTwice() {
    assertThat(read("{\"a\": {\"x\": 1}, \"a\": {\"y\": 2}}", "/a/x").problem())
        .contains("more than once");
  }

  @Test
  void doesNotMindTheSameKeyInDifferentObjects() {
    assertThat(read("[{\"x\": 1}, {\"x\": 2}]", "/1/x").value()).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "{",
        "{\"accuracy\": 0.9",
        "{\"accuracy\": 0.9}}",
        "{\"accuracy\": 0.9} {}",
        "{\"accuracy\": 0.9}\n{\"accuracy\": 0.8}",
        "{\"accuracy\": 0.9, }",
        "{accuracy: 0.9}",
        "{\"accuracy\": 0.9} trailing",
        "{\"accuracy\": .9}",
        "{\"accuracy\": 09}",
        "{\"accuracy\": +1}",
        "accuracy=0.9",
      })
  void readsNothingFromAFileThatIsNotJsonFromEndToEnd(String json) {
    List<MetricReading> readings = collect(json, "/accuracy");

    assertThat(readings).hasSize(1);
    assertThat(readings.getFirst().problem()).startsWith("metrics.json: Expected");
  }

  @Test
  void readsAFileWithAByteOrderMark() {
    assertThat(read("\uFEFF{\"accuracy\": 0.9}", "/accuracy").value()).isEqualTo("0.9");
  }

  @Test
  void answersBytesThatAreNoText() {
    byte[] noText = {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'};

    assertThat(collect(noText, "/accuracy").getFirst().problem()).contains("Expected JSON");
    assertThat(collect("{\"a\": 1}".getBytes(UTF_16LE), "/a").getFirst().value()).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void refusesADepthOfAHundredThousandLevels(String opening) {
    assertThat(read(opening.repeat(100_000), "/accuracy").problem()).contains("at most 1000");
  }

  @Test
  void answersMillionsOfValuesInBoundedTime() {
    String json = "[".repeat(900) + "1,".repeat(1_000_000) + "1" + "]".repeat(900);

    assertThat(read(json, "/0").problem()).contains("is a list");
  }

  @Test
  void addsOtherNumbersInTheFilesOrder() {
    List<MetricReading> readings =
        collect(
            "{\"b\": 1, \"accuracy\": 0.9, \"a\": {\"x/y\": 2, \"t\": \"no\", \"n\": NaN}, \"c\":"
                + " [3]}",
            "/accuracy");

    assertThat(readings)
        .extracting(MetricReading::key)
        .containsExactly(
            "json:metrics.json:/accuracy",
            "json:metrics.json:/b",
            "json:metrics.json:/a/x~1y",
            "json:metrics.json:/c/0");
  }

  @Test
  void addsAtMostTwoHundredOtherNumbers() {
    String json =
        IntStream.range(0, 5000)
            .mapToObj(i -> "\"m" + i + "\":" + i)
            .collect(Collectors.joining(",", "{", "}"));

    List<MetricReading> readings = collect(json, "/m4999");

    assertThat(readings).hasSize(1 + MetricCollector.MOST_OTHERS);
    assertThat(readings.getFirst().value()).isEqualTo("4999");
    assertThat(readings.getLast().key()).isEqualTo("json:metrics.json:/m199");
  }

  @Test
  void leavesOutOtherNumbersThatAreThereTwice() {
    assertThat(collect("{\"a\": 1, \"a\": 2, \"accuracy\": 3}", "/accuracy")).hasSize(1);
  }

  @Test
  void tellsAFileThatCannotBeReadFromOneThatSaysNothing() {
    List<MetricReading> readings =
        MetricCollector.collect(
            List.of(named("/a"), new NamedMetric("csv:m.csv:x", "csv", "m.csv", "x", "", null)),
            file -> new MetricFile.Unreadable("Expected metrics.json, but it is a link"),
            NOTHING,
            EventResults.none("model"));

    assertThat(readings)
        .extracting(MetricReading::problem)
        .containsExactly(
            "Expected metrics.json, but it is a link",
            "Expected a metric of source json, tensorflow or custom, but it is csv");
  }

  @Property(tries = 300)
  void findsEveryNumberThatItLists(@ForAll("documents") String json) {
    List<MetricReading> listed = collect(json, "/there-is-no-such-key");

    for (MetricReading other : listed.subList(1, listed.size())) {
      String pointer = other.key().substring("json:metrics.json:".length());
      assertThat(read(json, pointer).value()).isEqualTo(other.value());
    }
  }

  @Property(tries = 1000)
  void answersAnyTextWithExactlyOneReadingForTheName(@ForAll String text) {
    assertThat(collect(text, "/accuracy"))
        .filteredOn(reading -> reading.key().equals("json:metrics.json:/accuracy"))
        .hasSize(1);
  }

  @Provide
  Arbitrary<String> documents() {
    return document(3);
  }

  private static Arbitrary<String> document(int depth) {
    Arbitrary<String> numbers =
        Arbitraries.integers().map(number -> number + (number % 2 == 0 ? "e-3" : ".50"));
    if (depth == 0) {
      return numbers;
    }
    Arbitrary<String> keys =
        Arbitraries.strings().withChars("ab~/0-é \\").ofMaxLength(3).map(MetricCollectorTest::q);
    Arbitrary<String> lists =
        document(depth - 1).list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]");
    Arbitrary<String> objects =
        Arbitraries.maps(keys, document(depth - 1))
            .ofMaxSize(3)
            .map(
                map ->
                    map.entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(",", "{", "}")));
    return Arbitraries.oneOf(numbers, lists, objects).withoutEdgeCases();
  }

  private static String q(String text) {
    return '"' + text.replace("\\", "\\\\") + '"';
  }

  private static NamedMetric named(String pointer) {
    return new NamedMetric("json:" + FILE + ":" + pointer, "json", FILE, pointer, "", null);
  }

  private static MetricReading read(String json, String pointer) {
    return collect(json, pointer).getFirst();
  }

  private static List<MetricReading> collect(String json, String pointer) {
    return collect(json.getBytes(UTF_8), pointer);
  }

  private static List<MetricReading> collect(byte[] json, String pointer) {
    return MetricCollector.collect(
        List.of(named(pointer)),
        file -> new MetricFile.Content(json, true),
        NOTHING,
        EventResults.none("model"));
  }
}
