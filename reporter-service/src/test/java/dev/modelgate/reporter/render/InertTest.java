package dev.modelgate.reporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InertTest {

  /** What Git hosts and browsers act on. */
  private static final Pattern ACTIVE =
      Pattern.compile(
          "<|(?<!\\\\)\\[|(?<!\\\\)`|(?<!\\\\)\\||@[A-Za-z0-9]|#[0-9]|GH-[0-9]|![0-9]|\\$[0-9a-z]"
              + "|://|www\\.|mailto:a|~[a-z]|&[0-9]|%[0-9]",
          Pattern.CASE_INSENSITIVE);

  static Stream<String> hostile() {
    return Hostile.TEXTS.stream();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void leavesNothingInAPlainLineThatIsNotShown(String text) {
    assertThat(Inert.line(text)).matches(InertTest::isOnlyVisible);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void leavesNothingInMarkdownThatAGitHostActsOn(String text) {
    String escaped = Inert.markdown(text);
    String seen = escaped.replace("&lt;", "").replace("&gt;", "").replace("&amp;", "");
    assertThat(ACTIVE.matcher(seen).find()).as(escaped).isFalse();
    assertThat(escaped).doesNotContain("\n");
  }

  @Property
  void leavesOnlyWhatIsShownOfAnyText(@ForAll String text) {
    assertThat(Inert.line(text)).matches(InertTest::isOnlyVisible);
  }

  @Property
  void saysTheSameOfWhatIsInertAlready(@ForAll String text) {
    String once = Inert.line(text);
    assertThat(Inert.line(once)).isEqualTo(once);
  }

  @Test
  void keepsWhatPeopleWrite() {
    String text = "Größe × 2: learning_rate 0.05 → 0.4 (naïve), データ, e\u0301, 100 %";
    assertThat(Inert.line(text)).isEqualTo(text);
  }

  @Test
  void keepsNamesReadableInMarkdown() {
    assertThat(Inert.markdown("json:metrics.json:/val_accuracy"))
        .isEqualTo("json:metrics.json:/val_accuracy");
    assertThat(Inert.markdown("a | b")).isEqualTo("a \\| b");
    assertThat(Inert.markdown("<b>")).isEqualTo("&lt;b&gt;");
  }

  @Test
  void closesNoFenceFromInside() {
    String block = Inert.fenced(List.of("```", "````", "still code"));
    assertThat(block).startsWith("`````text\n").endsWith("\n`````\n");
  }

  @Test
  void takesTerminalSequencesWhole() {
    assertThat(Inert.line("\u001b[1;31mred\u001b[0m")).isEqualTo("red");
    assertThat(Inert.line("\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\"))
        .isEqualTo("link");
    assertThat(Inert.line("a\u001b(Bb\u001b=c")).isEqualTo("abc");
    assertThat(Inert.line("end\u001b")).isEqualTo("end");
    assertThat(Inert.line("\u001b]never ended")).isEqualTo("never ended");
  }

  private static boolean isOnlyVisible(String line) {
    return line.codePoints()
        .allMatch(
            c -> {
              int type = Character.getType(c);
              return type != Character.CONTROL
                  && type != Character.FORMAT
                  && type != Character.SURROGATE
                  && type != Character.UNASSIGNED
                  && type != Character.LINE_SEPARATOR
                  && type != Character.PARAGRAPH_SEPARATOR;
            });
  }
}
