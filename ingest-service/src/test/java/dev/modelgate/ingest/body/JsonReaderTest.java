package dev.modelgate.ingest.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile JSON costs no more than the bounds say, and never surprises the reader of a field. */
class JsonReaderTest {

  private static final Set<String> WANTED = Set.of("a", "b");

  @Test
  void readsTheWantedFieldsAndNamesTheOthers() {
    JsonFields fields = ok("{\"a\":\"x\",\"b\":42,\"c\":{\"d\":[1,2]},\"e\":true}");
    assertThat(fields.text("a")).contains("x");
    assertThat(fields.whole("b")).hasValue(42);
    assertThat(fields.others()).containsExactly("c", "e");
  }

  @Test
  void keepsApartWhatIsMissingAndWhatIsOfAnotherKind() {
    JsonFields fields = ok("{\"a\":null,\"b\":1.5}");
    assertThat(fields.lacks("a")).isTrue();
    assertThat(fields.lacks("b")).isFalse();
    assertThat(fields.whole("b")).isEmpty();
    assertThat(ok("{\"b\":92233720368547758070}").whole("b")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"a\"",
        "{",
        "{\"a\":\"x\"",
        "{\"a\":\"x\"}{}",
        "{\"a\":\"x\"} x",
        "{a:1}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":\"x\",\"a\":\"y\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\\ud800\"}",
        "{\"a\":\"line\nbreak\"}"
      })
  void refusesWhatIsNotOnePlainObject(String json) {
    assertThat(problem(json.getBytes(StandardCharsets.UTF_8)))
        .startsWith("Expected one JSON object, but ");
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    assertThat(problem(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'}))
        .isNotEmpty();
    assertThat(problem("{\"a\":\"x\"}".getBytes(StandardCharsets.UTF_16))).isNotEmpty();
  }

  @Test
  void refusesHostileShapesInNoTime() {
    String deep = "{\"c\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    StringBuilder wide = new StringBuilder("{");
    for (int i = 0; i < 1_000_000; i++) {
      wide.append("\"k").append(i).append("\":0,");
    }
    byte[] manyKeys = wide.append("\"z\":0}").toString().getBytes(StandardCharsets.UTF_8);
    byte[] longText =
        ("{\"a\":\"" + "x".repeat(20_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    byte[] longName = ("{\"" + "x".repeat(20_000_000) + "\":1}").getBytes(StandardCharsets.UTF_8);
    byte[] longNumber = ("{\"b\":" + "9".repeat(20_000_000) + "}").getBytes(StandardCharsets.UTF_8);
    // Generous against a busy machine; what counts is that nothing is quadratic or unbounded.
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertThat(problem(deep.getBytes(StandardCharsets.UTF_8))).contains("depth");
          assertThat(problem(manyKeys)).contains("oken");
          assertThat(problem(longText)).isNotEmpty();
          assertThat(problem(longName)).isNotEmpty();
          assertThat(problem(longNumber)).isNotEmpty();
        });
  }

  @Test
  void saysEveryProblemOnOneLine() {
    byte[] body = "{\"a\":\u0007\r\nsecond line\u2028}".getBytes(StandardCharsets.UTF_8);
    assertThat(problem(body)).hasLineCount(1).doesNotContain("\u0007", "\u2028");
    assertThat(OneLine.of("a\r\nb\u202Ec\uD800", 100)).isEqualTo("a\uFFFD\uFFFDb\uFFFDc\uFFFD");
    assertThat(OneLine.of("long", 2)).isEqualTo("lo…");
  }

  private static JsonFields ok(String json) {
    return ((JsonReading.Ok) JsonReader.read(json.getBytes(StandardCharsets.UTF_8), WANTED))
        .fields();
  }

  private static String problem(byte[] json) {
    return ((JsonReading.Unreadable) JsonReader.read(json, WANTED)).problem();
  }
}
