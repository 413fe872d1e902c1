package dev.modelgate.reporter.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ThinningTest {

  @Test
  void keepsShortSeriesAsTheyAre() {
    Points points = Points.of(new long[] {0, 5, 5, 2}, new double[] {1, Double.NaN, 3, 0.5});
    assertThat(points.thinned(4)).isEqualTo(points);
    Thinning thinning = new Thinning(6);
    for (int i = 0; i < points.size(); i++) {
      thinning.add(points.step(i), points.value(i));
    }
    assertThat(thinning.points()).isEqualTo(points);
  }

  @Test
  void losesNoPeakNoNaNNoEndAndNoOrderHoweverLongTheSeries() {
    Random random = new Random(3);
    for (int size : new int[] {7, 100, 1_001, 65_536, 1_000_000}) {
      int peak = random.nextInt(size);
      int dip = (peak + size / 2) % size;
      int odd = (peak + size / 4 + 1) % size;
      Thinning thinning = new Thinning(300);
      for (int i = 0; i < size; i++) {
        double value = random.nextDouble();
        thinning.add(i, i == peak ? 9 : i == dip ? -9 : i == odd ? Double.NaN : value);
      }
      Points kept = thinning.points();
      assertThat(kept.size()).isLessThanOrEqualTo(302).isGreaterThan(Math.min(size, 90) - 1);
      assertThat(indexOf(kept, 9)).as("peak of %s", size).isEqualTo(peak);
      assertThat(indexOf(kept, -9)).as("dip of %s", size).isEqualTo(dip);
      assertThat(indexOf(kept, Double.NaN)).as("NaN of %s", size).isEqualTo(odd);
      assertThat(kept.step(0)).isZero();
      assertThat(kept.step(kept.size() - 1)).isEqualTo(size - 1);
      for (int i = 1; i < kept.size(); i++) {
        assertThat(kept.step(i)).isGreaterThan(kept.step(i - 1));
      }
    }
  }

  @Test
  void thinsEvenlyFromStartToEnd() {
    Thinning thinning = new Thinning(400);
    for (int i = 0; i < 100_000; i++) {
      thinning.add(i, Math.sin(i));
    }
    Points kept = thinning.points();
    int inFirstHalf = 0;
    for (int i = 0; i < kept.size(); i++) {
      inFirstHalf += kept.step(i) < 50_000 ? 1 : 0;
    }
    assertThat(inFirstHalf / (double) kept.size()).isBetween(0.45, 0.55);
  }

  private static long indexOf(Points points, double value) {
    for (int i = 0; i < points.size(); i++) {
      if (Double.compare(points.value(i), value) == 0) {
        return points.step(i);
      }
    }
    return -1;
  }
}
