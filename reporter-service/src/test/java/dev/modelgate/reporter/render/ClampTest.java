package dev.modelgate.reporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClampTest {

  @Test
  void cutsBetweenWordsAndNotInANumber() {
    assertThat(Clamp.line("failed: accuracy 0.853 is not above 0.951234", 40))
        .isEqualTo("failed: accuracy 0.853 is not above…");
  }

  @Test
  void cutsNoCharacterInTwo() {
    assertThat(Clamp.line("👩‍🔬👩‍🔬👩‍🔬", 8)).isEqualTo("👩‍🔬…");
    assertThat(Clamp.line("e\u0301e\u0301e\u0301", 4)).isEqualTo("e\u0301…");
  }

  @Test
  void leavesWhatFits() {
    assertThat(Clamp.line("passed", 6)).isEqualTo("passed");
  }

  @Property
  void isNeverLongerThanAllowedAndNeverHalfACharacter(
      @ForAll String text, @ForAll @IntRange(min = 1, max = 200) int max) {
    String cut = Clamp.line(Inert.line(text), max);
    assertThat(cut.length()).isLessThanOrEqualTo(max);
    assertThat(cut.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)).isTrue();
  }
}
