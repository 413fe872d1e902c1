package dev.modelgate.runner.eventfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One number of a whole series. The expectations were computed with numpy 2. */
class ScalarSeriesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mean | 0.3600000008940697",
        "var | 0.046399997746944484",
        "stddev | 0.21540658705560628",
        "min | 0.1",
        "max | 0.7",
        "median | 0.3",
        "p50 | 0.3",
        "p75 | 0.5",
        "p90 | 0.6199999928474427",
        "p99 | 0.6919999885559082",
        "first | 0.3",
        "last | 0.2",
        "count | 5",
      })
  void sumsUpAsNumpyDoes(String aggregate, String expected) {
    ScalarSeries series = singles(0.3f, 0.1f, 0.7f, 0.5f, 0.2f);

    assertThat(text(series, aggregate)).isEqualTo(expected);
  }

  @Test
  void takesTheMeanOfTheMiddleTwo() {
    assertThat(text(singles(1, 2, 4, 8), "median")).isEqualTo("3");
    assertThat(text(singles(0.3f, 0.3f), "median")).isEqualTo("0.3");
    assertThat(text(singles(0.1f, 0.3f), "median")).isEqualTo("0.20000000670552254");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mean", "var", "stddev", "min", "max", "median", "p50", "p99"})
  void isNoNumberWhereOneValueIsNone(String aggregate) {
    assertThat(text(singles(1, Float.NaN, 3), aggregate)).isEqualTo("NaN");
  }

  @Test
  void countsInfinitiesAsNumbers() {
    ScalarSeries series = singles(1, Float.POSITIVE_INFINITY, 3);

    assertThat(text(series, "max")).isEqualTo("Infinity");
    assertThat(text(series, "mean")).isEqualTo("Infinity");
    assertThat(text(series, "median")).isEqualTo("3");
    assertThat(text(series, "min")).isEqualTo("1");
    assertThat(text(series, "var")).isEqualTo("NaN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.005 | 0.005",
        "1e-7 | 1E-7",
        "123456 | 123456",
        "1e10 | 10000000000",
        "3.4028235e38 | 3.4028235E+38",
        "1.4e-45 | 1.4E-45",
        "-0.0 | 0",
        "100 | 100",
      })
  void readsASingleValueAsTheShortestDecimal(float value, String expected) {
    assertThat(text(singles(value), "last")).isEqualTo(expected);
  }

  @Test
  void readsADoubleAsADouble() {
    ScalarSeries series = new ScalarSeries("", "loss", true);
    series.add(0.1f, true, true);
    series.add(0.1, false, true);

    assertThat(series.isSingle()).isFalse();
    assertThat(text(series, "first")).isEqualTo("0.10000000149011612");
    assertThat(text(series, "last")).isEqualTo("0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"average", "p49", "p100", "p5", "", "MEAN"})
  void refusesAnAggregateThatItDoesNotKnow(String name) {
    assertThat(singles(1).aggregate(name))
        .isInstanceOfSatisfying(
            Aggregate.None.class,
            none -> assertThat(none.problem()).endsWith("but the aggregate is " + name));
  }

  @Test
  void saysThatTooManyPointsAreThereForAMedian() {
    ScalarSeries series = new ScalarSeries("", "loss", true);
    series.add(1, true, true);
    series.add(2, true, false);

    assertThat(series.aggregate("median")).isInstanceOf(Aggregate.None.class);
    assertThat(text(series, "max")).isEqualTo("2");
    assertThat(text(series, "count")).isEqualTo("2");
  }

  @Property(tries = 300)
  void findsTheSamePercentilesAsSortingDoes(
      @ForAll @Size(min = 1, max = 400) double[] values, @ForAll @IntRange(max = 100) int percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = (values.length - 1) * (percent / 100.0);
    int lower = (int) place;

    Statistics.Ranked ranked = Statistics.percentile(values.clone(), percent);

    if (place == lower) {
      assertThat(ranked.value()).isEqualTo(sorted[lower]);
    } else {
      assertThat(ranked.value()).isBetween(sorted[lower], sorted[lower + 1]);
    }
  }

  @Test
  void losesNothingBetweenLargeNumbers() {
    assertThat(Statistics.mean(new double[] {1, 1e100, 1, -1e100})).isEqualTo(0.5);
  }

  private static ScalarSeries singles(float... values) {
    ScalarSeries series = new ScalarSeries("", "loss", true);
    for (float value : values) {
      series.add(value, true, true);
    }
    return series;
  }

  private static String text(ScalarSeries series, String aggregate) {
    return switch (series.aggregate(aggregate)) {
      case Aggregate.Of(double _, String text) -> text;
      case Aggregate.None(String problem) -> problem;
    };
  }
}
