package dev.modelgate.scheduler.workflow;

import static dev.modelgate.scheduler.workflow.Reading.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.yaml.Problem;
import dev.modelgate.scheduler.yaml.YamlFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that nobody wrote in good faith, and those that an editor spoilt. */
class HostileYamlTest {

  private static final String GOOD =
      """
      version: 3
      workflows:
        train:
          triggers: {push: {branches: [main, 'release/.*']}}
          run: python train.py
          env: {LR: 1.0, NAME: "x"}
          machine: a100
          checks:
            json:metrics.json:/accuracy:
              at-least: 0.90
              compare: {to: baseline, better: higher, tolerance: 1%}
      """;

  static Stream<Arguments> attacks() {
    String bomb =
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + String.join(
                "\n",
                Map.of("b", "a", "c", "b", "d", "c", "e", "d").entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(
                        e ->
                            e.getKey()
                                + ": &"
                                + e.getKey()
                                + " ["
                                + ("*" + e.getValue() + ",").repeat(9)
                                + "]")
                    .toList());
    return Stream.of(
        Arguments.of("alias bomb", bomb, 4),
        Arguments.of("deep flow", "[".repeat(100_000), 1),
        Arguments.of("deep maps", "{a: ".repeat(100_000), 1),
        Arguments.of("deep block", "- ".repeat(10_000) + "x", 1),
        Arguments.of("many keys", keys(19_000), 2_500),
        Arguments.of("many aliases", "a: &a x\nb: [" + "*a, ".repeat(51) + "]", 2),
        Arguments.of("a class", "a: !!javax.script.ScriptEngineManager [x]", 1),
        Arguments.of("a tag", "a: !!str 1", 1),
        Arguments.of("own tag", "a:\n  b: !secret x", 2),
        Arguments.of("alias of itself", "a: &a [*a]", 1),
        Arguments.of("alias of another document", "--- &a x\n--- *a", 2),
        Arguments.of("a second document", "a: b\n---\nc: d", 2),
        Arguments.of("no anchor", "a: *b", 1),
        Arguments.of("star", "a: *", 1),
        Arguments.of("tab", "a:\n\tb: c", 2),
        Arguments.of("two colons", "a: b: c", 1),
        Arguments.of("no colon", "a: b\nc\nd: e", 2),
        Arguments.of("unclosed quote", "a: \"b\nc: d\n", 1),
        Arguments.of("list among keys", "a: b\n- c", 2),
        Arguments.of("dedent", "a:\n    b: c\n  d: e", 3),
        Arguments.of("zero-width space", "a: b\n\u200B\nc: d", 2),
        Arguments.of("right-to-left", "a: b\nc: \u202Ed", 2),
        Arguments.of("no-break indentation", "a:\n\u00A0\u00A0b: c", 2),
        Arguments.of("NUL", "a: b\u0000", 1),
        Arguments.of("half a pair", "a: \uD800", 1),
        Arguments.of("long scalar", "a: '" + "x".repeat(1_000_000), 1),
        Arguments.of("long comment", "#" + "x".repeat(1_000_000), 1),
        Arguments.of("long lines", ("a: '" + "x".repeat(8_000) + "\n").repeat(120), 2),
        Arguments.of("many lines of one value", "a: '" + "x\n".repeat(500_000), 20_001),
        Arguments.of("many comments", "#\n".repeat(500_000) + "a: [", 20_001),
        Arguments.of("many tokens", "a: " + "[[],".repeat(40_000), 1),
        Arguments.of("many spaces", "a:" + " \n".repeat(500_000) + "\tb", 20_001));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void answersWithAProblemAtItsLineAtOnce(String name, String text, int line) {
    List<Problem> problems = unreadable(text);

    assertThat(problems).isNotEmpty();
    if (!name.equals("half a pair")) {
      assertThat(problems.getFirst().line()).as(problems.toString()).isEqualTo(line);
    }
    assertThat(fastestMilliseconds(() -> unreadable(text))).isLessThan(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'a:\tb\n\tc: d'      | here is a tab
          'a: b: c'            | Expected one "key: value" on this line
          'a: *'               | Quote a value that begins with "*"
          'a: "b'              | Expected a closing quote
          'a: !!str 1'         | Expected a value without a tag
          """)
  void explainsInPlainWords(String text, String message) {
    String file = text.replace("\\t", "\t").replace("\\n", "\n");

    assertThat(unreadable(file))
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains(message);
  }

  @Test
  void refusesAFileThatIsTooLargeBeforeReadingIt() {
    byte[] large = new byte[YamlFile.MAX_BYTES + 1];
    Arrays.fill(large, (byte) ' ');

    ReadResult result = WorkflowReader.read(Reading.PATH, large);

    assertThat(((ReadResult.Unreadable) result).problems().getFirst().message())
        .startsWith("Expected at most 1048576 bytes");
  }

  @Test
  void refusesBytesThatAreNoUtf8AtTheirLine() {
    byte[] bytes = "version: 3\nworkflows: \u00E9\n".getBytes(StandardCharsets.ISO_8859_1);

    ReadResult result = WorkflowReader.read(Reading.PATH, bytes);

    Problem problem = ((ReadResult.Unreadable) result).problems().getFirst();
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.message()).contains("UTF-8");
  }

  @Property
  void neverThrowsOnAnyText(@ForAll String text) {
    soundly(Reading.read(text));
  }

  @Property
  void neverThrowsOnAnyBytes(@ForAll byte[] bytes) {
    soundly(WorkflowReader.read(Reading.PATH, bytes));
  }

  @Property(tries = 3000)
  void neverThrowsOnAFileThatWasDamaged(@ForAll("damaged") String text) {
    soundly(Reading.read(text));
  }

  @Provide
  Arbitrary<String> damaged() {
    Arbitrary<String> inserted =
        Arbitraries.oneOf(
            Arbitraries.of(
                ":", "-", "[", "]", "{", "}", "\n", "\t", "  ", "&a ", "*a", "!x ", "'", "\"", "|",
                ">", "%", "#", "?", ",", "~", "null", "\u200B", "..", "\uFEFF"),
            Arbitraries.strings().ofMaxLength(3));
    Arbitrary<Integer> place = Arbitraries.integers().between(0, GOOD.length());
    return Combinators.combine(place, place, inserted, inserted)
        .as(
            (a, b, one, two) -> {
              int from = Math.min(a, b);
              int to = Math.min(Math.max(a, b), from + 12);
              return GOOD.substring(0, from)
                  + one
                  + GOOD.substring(to, Math.max(a, b))
                  + two
                  + GOOD.substring(Math.max(a, b));
            });
  }

  /** Of five runs, so that a busy machine does not count. */
  private static long fastestMilliseconds(Runnable work) {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long started = System.nanoTime();
      work.run();
      fastest = Math.min(fastest, System.nanoTime() - started);
    }
    return fastest / 1_000_000;
  }

  private static void soundly(ReadResult result) {
    switch (result) {
      case ReadResult.Unreadable(List<Problem> problems) -> located(problems);
      case ReadResult.Read read -> {
        assertThat(read.file().workflows()).isNotEmpty();
        for (WorkflowEntry entry : read.file().workflows()) {
          switch (entry) {
            case WorkflowEntry.Valid valid ->
                assertThat(valid.workflow().steps().getFirst().run()).isNotBlank();
            case WorkflowEntry.Invalid invalid -> located(invalid.problems());
          }
        }
      }
    }
  }

  private static void located(List<Problem> problems) {
    assertThat(problems)
        .isNotEmpty()
        .allSatisfy(
            problem -> {
              assertThat(problem.line()).isPositive();
              assertThat(problem.column()).isPositive();
              assertThat(problem.message()).isNotBlank().hasSizeLessThan(500).doesNotContain("\n");
            });
  }

  private static String keys(int count) {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < count; i++) {
      keys.append("key").append(i).append(": v\n");
    }
    return keys.toString();
  }
}
