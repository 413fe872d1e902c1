package dev.modelgate.reporter.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesCodecTest {

  @Test
  void joinsPartsOfASeriesAndSortsByTag() {
    AllSeries all =
        read(
            new SeriesFile()
                .with("validation", "loss", List.of(0L, 10L), List.of(0.5, Double.NaN))
                .with("train", "loss", List.of(0L), List.of(0.9))
                .with("", "accuracy", 3, 1, i -> 0.25 * i)
                .with("train", "loss", List.of(5L, 7L), List.of(0.4, 0.1))
                .bytes());
    assertThat(all.remark()).isEmpty();
    assertThat(all.series())
        .extracting(Series::name)
        .containsExactly("accuracy", "train/loss", "validation/loss");
    Series train = all.series().get(1);
    assertThat(train.count()).isEqualTo(3);
    assertThat(train.first()).isEqualTo(0.9);
    assertThat(train.last()).isEqualTo(0.1);
    assertThat(train.lowest()).isEqualTo(0.1);
    assertThat(train.highest()).isEqualTo(0.9);
    assertThat(train.points())
        .isEqualTo(Points.of(new long[] {0, 5, 7}, new double[] {0.9, 0.4, 0.1}));
    assertThat(all.series().get(2).last()).isNaN();
    assertThat(all.series().get(2).highest()).isEqualTo(0.5);
  }

  @Test
  void keepsABoundedPartOfALongSeriesAndItsTrueNumbers() {
    AllSeries all = read(new SeriesFile().with("", "loss", 200_000, 1, i -> i).bytes());
    Series loss = all.series().getFirst();
    assertThat(loss.count()).isEqualTo(200_000);
    assertThat(loss.last()).isEqualTo(199_999);
    assertThat(loss.points().size()).isLessThanOrEqualTo(SeriesCodec.POINTS_KEPT + 2);
  }

  @Test
  void showsWhatIsWholeOfADamagedFile() {
    SeriesFile file = new SeriesFile();
    for (int i = 0; i < 50; i++) {
      file.with("", "tag" + i, 4_000, 1, point -> Math.sin(point * 1.7));
    }
    byte[] whole = file.bytes();
    AllSeries cut = read(Arrays.copyOf(whole, whole.length / 2));
    assertThat(cut.series()).hasSizeBetween(5, 45);
    assertThat(cut.remark()).contains("damaged");
    assertThat(cut.broken()).isTrue();
    assertThat(read("no container".getBytes(java.nio.charset.StandardCharsets.UTF_8)).remark())
        .contains("damaged");
  }

  @Test
  void keepsOnlySoManySeriesAndSaysSo() {
    SeriesFile file = new SeriesFile();
    for (int i = 0; i < SeriesCodec.SERIES_AT_MOST + 5; i++) {
      file.with("", "tag" + i, 1, 1, point -> 1);
    }
    AllSeries all = read(file.bytes());
    assertThat(all.series()).hasSize(SeriesCodec.SERIES_AT_MOST);
    assertThat(all.remark()).contains("first " + SeriesCodec.SERIES_AT_MOST);
    assertThat(all.broken()).isFalse();
  }

  @Test
  void leavesNothingOutOfAsManySeriesAsItKeeps() {
    SeriesFile file = new SeriesFile();
    for (int i = 0; i < SeriesCodec.SERIES_AT_MOST; i++) {
      file.with("", "tag" + i, 1, 1, point -> 1);
    }
    assertThat(read(file.bytes()).remark()).isEmpty();
  }

  private static AllSeries read(byte[] bytes) {
    return SeriesCodec.read(new ByteArrayInputStream(bytes));
  }
}
