package dev.modelgate.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.events.MetricSeries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerFileTest {

  private static final int BLOCK = 1 << 20;

  @ParameterizedTest
  @ValueSource(strings = {"null", "zstandard"})
  void readsWhatAvroWrites(String codec) throws IOException {
    List<MetricSeries> written = List.of(series("loss", 3), series("", 0), series("accuracy", 900));
    assertThat(read(file(codec, written), BLOCK)).isEqualTo(written);
  }

  @Test
  void refusesOtherCodecsAndOtherFiles() {
    assertThatThrownBy(() -> read(file("deflate", List.of(series("loss", 3))), BLOCK))
        .hasMessageContaining("deflate");
    assertThatThrownBy(() -> read(new byte[0], BLOCK)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(new byte[] {'O', 'b', 'j', 1, 2}, BLOCK))
        .isInstanceOf(IOException.class);
  }

  @Test
  void refusesABlockThatGrowsBeyondItsBoundWhenUnpacked() throws IOException {
    byte[] bomb = file("zstandard", List.of(series("zeros", 200_000)));
    assertThat(bomb).hasSizeLessThan(2_000_000);
    assertThatThrownBy(() -> read(bomb, BLOCK))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("at most");
  }

  @Test
  void bearsEveryDamageWithoutAnythingButAnIoException() throws IOException {
    byte[] good = file("null", List.of(series("loss", 40), series("accuracy", 40)));
    Random random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      assertThatCode(
              () -> {
                try {
                  read(bad, BLOCK);
                } catch (IOException e) {
                  // What a damaged file is to end in.
                }
              })
          .doesNotThrowAnyException();
    }
  }

  private static List<MetricSeries> read(byte[] file, int blockAtMost) throws IOException {
    List<MetricSeries> all = new ArrayList<>();
    ContainerFile.read(new ByteArrayInputStream(file), MetricSeries.class, blockAtMost, all::add);
    return all;
  }

  private static byte[] file(String codec, List<MetricSeries> series) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var writer = new DataFileWriter<>(new SpecificDatumWriter<>(MetricSeries.class))) {
      writer.setCodec(CodecFactory.fromString(codec)).create(MetricSeries.getClassSchema(), out);
      for (MetricSeries one : series) {
        writer.append(one);
      }
    }
    return out.toByteArray();
  }

  private static MetricSeries series(String tag, int points) {
    return MetricSeries.newBuilder()
        .setSource("tensorflow")
        .setDirectory("train")
        .setTag(tag)
        .setSinglePrecision(true)
        .setSteps(Collections.nCopies(points, 1L))
        .setWallTimes(Collections.nCopies(points, 1.5))
        .setValues(Collections.nCopies(points, 0.25))
        .build();
  }
}
