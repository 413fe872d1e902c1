package dev.modelgate.reporter.plot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.reporter.series.Points;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlotterTest {

  private static final double NAN = Double.NaN;
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @Test
  void drawsHigherValuesHigherAndLaterStepsFurtherRight() {
    Plot plot = draw(Scale.LINEAR, curve("", false, new long[] {0, 10}, 1, 3));
    String path = plot.lines().getFirst().path();
    assertThat(path).matches("M[0-9.]+ [0-9.]+h0L[0-9.]+ [0-9.]+");
    String[] numbers = path.replace("h0", "").split("[ML ]");
    assertThat(Double.parseDouble(numbers[3])).isEqualTo(plot.frame().right());
    assertThat(Double.parseDouble(numbers[4])).isLessThan(Double.parseDouble(numbers[2]));
    assertThat(plot.summary()).isEqualTo("loss. last value 3 at step 10.");
  }

  @Test
  void breaksTheLineWhereAJobWentOnFromAnEarlierState() {
    Plot plot = draw(Scale.LINEAR, curve("", false, new long[] {0, 10, 20, 10, 20}, 5, 4, 3, 4, 2));
    assertThat(plot.lines().getFirst().path().chars().filter(c -> c == 'M').count()).isEqualTo(2);
  }

  @Test
  void breaksTheLineAtNaNAndMarksItAtTheEdge() {
    Plot plot =
        draw(Scale.LINEAR, curve("", false, new long[] {0, 1, 2, 3, 4}, 1, NAN, 2, INFINITE, 3));
    Plot.Line line = plot.lines().getFirst();
    assertThat(line.path().chars().filter(c -> c == 'M').count()).isEqualTo(3);
    assertThat(line.oddPath().chars().filter(c -> c == 'M').count()).isEqualTo(2);
    assertThat(line.path() + line.oddPath()).doesNotContain("NaN", "Infinity");
    assertThat(plot.remarks()).containsExactly("× marks values that are not finite (NaN or ∞).");
  }

  @Test
  void leavesOutWhatHasNoPlaceOnALogarithmicScaleAndSaysSo() {
    Plot plot = draw(Scale.LOG, curve("", false, new long[] {0, 1, 2}, 0, 0.01, 10));
    assertThat(plot.scale()).isEqualTo(Scale.LOG);
    assertThat(plot.lines().getFirst().path().chars().filter(c -> c == 'L').count()).isEqualTo(1);
    assertThat(plot.remarks())
        .containsExactly("Values of 0 and below have no place on a logarithmic scale.");
    assertThat(plot.valueMarks()).extracting(Plot.Mark::label).contains("0.1", "1");
  }

  @Test
  void staysLinearWhereNothingIsAboveZero() {
    Plot plot = draw(Scale.LOG, curve("", false, new long[] {0, 1}, -1, 0));
    assertThat(plot.scale()).isEqualTo(Scale.LINEAR);
    assertThat(plot.logPossible()).isFalse();
  }

  @Test
  void drawsEmptyConstantAndEndlessSeriesToo() {
    for (Curve curve :
        List.of(
            curve("", false, new long[] {}),
            curve("", false, new long[] {7}, 5),
            curve("", false, new long[] {0, 1}, 2, 2),
            curve("", false, new long[] {0, 1}, NAN, NAN),
            curve("", false, new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, -1e308, 1e308),
            curve("", false, new long[] {0, 1}, Double.MIN_VALUE, 0))) {
      for (Scale scale : Scale.values()) {
        Plot plot = draw(scale, curve);
        assertThat(plot.lines().getFirst().path()).doesNotContain("NaN", "Infinity", "E");
        assertThat(plot.valueMarks()).isNotEmpty();
        assertThat(plot.stepMarks()).isNotEmpty();
      }
    }
  }

  @Test
  void putsTheBaselineBehind() {
    Plot plot =
        draw(
            Scale.LINEAR,
            curve("this run", false, new long[] {0}, 1),
            curve("main #1", true, new long[] {0}, 2));
    assertThat(plot.lines())
        .extracting(line -> line.curve().name())
        .containsExactly("main #1", "this run");
  }

  @Test
  void showsNumbersOfSinglePrecisionAsTheyWereWritten() {
    assertThat(Plotter.shown((float) 0.1, true)).isEqualTo("0.1");
    assertThat(Plotter.shown(Double.NEGATIVE_INFINITY, false)).isEqualTo("−∞");
    assertThat(Plotter.shown(-0.123456789, false)).isEqualTo("−0.12346");
  }

  private static Plot draw(Scale scale, Curve... curves) {
    return Plotter.draw("loss", List.of(curves), scale);
  }

  private static Curve curve(String name, boolean behind, long[] steps, double... values) {
    double last = values.length == 0 ? NAN : values[values.length - 1];
    return new Curve(name, 1, 1, behind, "/points", false, last, Points.of(steps, values));
  }
}
