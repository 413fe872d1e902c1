package dev.modelgate.reporter.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TicksTest {

  @Test
  void areRoundNumbersWithTheSameDecimals() {
    assertThat(labels(Axis.around(Scale.LINEAR, 0.83, 0.97)))
        .containsExactly("0.85", "0.90", "0.95");
    assertThat(labels(Axis.around(Scale.LINEAR, -3, 4))).containsExactly("−2", "0", "2", "4");
    assertThat(labels(Axis.ofSteps(0, 400))).containsExactly("0", "100", "200", "300", "400");
    assertThat(labels(Axis.ofSteps(0, 3_000_000))).containsExactly("0", "1e6", "2e6", "3e6");
    assertThat(labels(Axis.around(Scale.LINEAR, 1e-6, 4e-6)))
        .containsExactly("1e−6", "2e−6", "3e−6", "4e−6");
    assertThat(labels(Axis.around(Scale.LINEAR, 1_000_000.1, 1_000_000.4)).stream().distinct())
        .hasSizeGreaterThan(1);
  }

  @Test
  void arePowersOfTenOnALogarithmicScale() {
    assertThat(labels(Axis.around(Scale.LOG, 0.001, 10)))
        .containsExactly("0.001", "0.01", "0.1", "1", "10");
    assertThat(labels(Axis.around(Scale.LOG, 0.1, 1))).containsExactly("0.1", "0.2", "0.5", "1");
    assertThat(labels(Axis.around(Scale.LOG, 1e-30, 1e30))).hasSizeBetween(3, 6);
    assertThat(labels(Axis.around(Scale.LOG, 0.51, 0.53))).hasSizeBetween(2, 8);
  }

  @Property(tries = 2000)
  void areNeverNoneAndLieWithinTheAxisWhateverTheNumbers(@ForAll double one, @ForAll double two) {
    for (Scale scale : Scale.values()) {
      if (!scale.places(one) || !scale.places(two)) {
        continue;
      }
      Axis axis = Axis.around(scale, Math.min(one, two), Math.max(one, two));
      assertThat(axis.from()).isLessThan(axis.to());
      List<Ticks.Tick> ticks = Ticks.of(axis, 4);
      assertThat(ticks).hasSizeBetween(1, 12);
      for (Ticks.Tick tick : ticks) {
        assertThat(tick.label().length()).isLessThan(20);
        assertThat(axis.place(tick.value())).isBetween(0.0, 1.0);
      }
      assertThat(axis.place(one)).isBetween(0.0, 1.0);
    }
  }

  @Property(tries = 1000)
  void ofStepsHoldForEveryRange(@ForAll long one, @ForAll long two) {
    Axis axis = Axis.ofSteps(Math.min(one, two), Math.max(one, two));
    assertThat(axis.from()).isLessThan(axis.to());
    assertThat(Ticks.of(axis, 4)).hasSizeBetween(1, 12);
    assertThat(axis.place(one)).isBetween(0.0, 1.0);
  }

  private static List<String> labels(Axis axis) {
    return Ticks.of(axis, 4).stream().map(Ticks.Tick::label).toList();
  }
}
