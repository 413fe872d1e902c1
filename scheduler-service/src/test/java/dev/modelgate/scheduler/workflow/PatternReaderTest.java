package dev.modelgate.scheduler.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problem;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The regular expressions of users. */
class PatternReaderTest {

  private final Problems problems = new Problems(Reading.PATH);

  @ParameterizedTest
  @CsvSource({
    "main, main, true",
    "main, not-main, false",
    "main, main2, false",
    "master, not-master, false",
    "v.*, dev.1, false",
    "v.*, v1.2, true",
    "^main$, main, true",
    "release/.*, release/1.0, true",
    "release/.*, release, false",
    "'(main|dev)', dev, true",
    "feature-\\d+, feature-12, true",
    "(?i)MAIN, main, true",
    "[^/]+, a/b, false",
    "\\p{Greek}+, λ, true",
    ".*, anything/at all, true",
    ".*, '', true",
  })
  void matchesTheWholeName(String pattern, String name, boolean matches) {
    assertThat(read(pattern))
        .hasValueSatisfying(p -> assertThat(p.matches(name)).isEqualTo(matches));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a(?=b)                          | Look-around is not supported
          (?!main).*                      | Look-around is not supported
          (?<!x)y                         | Look-around is not supported
          (a)\\1                          | Back-references are not supported
          *                               | Every name is ".*"
          (((                             | Expected a regular expression
          ((a{100}){100}){100}            | is too large
          (((a{30}){30}){30}){30}         | is too large
          (a|b|c){1000}(d{9}){1000}       | is too large
          """)
  void refusesWhatDoesNotRunInLinearTime(String pattern, String message) {
    long started = System.nanoTime();
    Optional<RefPattern> read = read(pattern);

    assertThat(read).isEmpty();
    assertThat((System.nanoTime() - started) / 1_000_000).isLessThan(1_000);
    assertThat(problems.listed())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains(message);
  }

  @Test
  void refusesLongPatterns() {
    assertThat(read("a".repeat(512))).isPresent();
    assertThat(read("a".repeat(10_000))).isEmpty();
  }

  @Test
  void boundsAllPatternsOfAFileTogether() {
    Allowance allowance = new Allowance();
    int accepted = 0;
    for (int i = 0; i < 10; i++) {
      accepted += PatternReader.read(scalar("(abc){900}"), problems, allowance).isPresent() ? 1 : 0;
    }

    assertThat(accepted).isBetween(1, 9);
    assertThat(problems.hasErrors()).isTrue();
  }

  @Test
  void matchesAHostileNameInLinearTime() {
    RefPattern pattern = read("^(.*a){12}$").orElseThrow();

    long started = System.nanoTime();
    assertThat(pattern.matches("a".repeat(1_000) + "!")).isFalse();
    assertThat((System.nanoTime() - started) / 1_000_000).isLessThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"refs/heads/main", "release/*"})
  void warnsWhereAPatternMeansSomethingElse(String pattern) {
    assertThat(read(pattern)).isPresent();
    assertThat(problems.listed()).hasSize(1);
    assertThat(problems.hasErrors()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "^release, ^release.*",
    "v[0-9]+, 'v[0-9]+.*'",
    "'v\\d', 'v\\d.*'",
    "-rc$, .*-rc$",
  })
  void notesWhereAPartOfANameWouldHaveMatched(String pattern, String open) {
    assertThat(read(pattern)).isPresent();
    assertThat(problems.listed())
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.severity()).isEqualTo(Problem.Severity.NOTE);
              assertThat(note.message()).endsWith("for any part write \"" + open + "\".");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "(main|dev)", "release/.*", "^v.*", "^v[0-9]+$", ".*-rc$"})
  void saysNothingOfAPatternThatSaysWhereANameEnds(String pattern) {
    assertThat(read(pattern)).isPresent();
    assertThat(problems.listed()).isEmpty();
  }

  @Property(tries = 2000)
  void neverUnderestimatesWhatCompiles(
      @ForAll @StringLength(max = 40) @CharRange(from = '(', to = '}') String pattern) {
    long bound = PatternSize.bound(pattern);
    if (bound <= PatternReader.MAX_SIZE) {
      compiled(pattern)
          .ifPresent(p -> assertThat((long) p.programSize()).isLessThanOrEqualTo(4 * bound + 16));
    }
  }

  private static Optional<Pattern> compiled(String pattern) {
    try {
      return Optional.of(Pattern.compile(pattern));
    } catch (PatternSyntaxException _) {
      return Optional.empty();
    }
  }

  private Optional<RefPattern> read(String pattern) {
    return PatternReader.read(scalar(pattern), problems, new Allowance());
  }

  private static YamlNode.Scalar scalar(String pattern) {
    return new YamlNode.Scalar(new Place(1, 1), pattern, false);
  }
}
