package dev.modelgate.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code metrics show} prints, and what its exit code says. */
class MetricsCommandTest {

  private record Said(int exitCode, String text) {}

  @TempDir private Path folder;

  @Test
  void showsATableForEachEventDirectory() throws IOException {
    write("runs/train/events.out.tfevents.1", event(1, "loss", 0.3f), event(2, "loss", 0.1f));
    write("runs/val/events.out.tfevents.1", event(1, "acc", Float.NaN));

    Said said = run("metrics", "show", folder.resolve("runs").toString());

    assertThat(said.exitCode()).isZero();
    assertThat(said.text())
        .isEqualTo(
            """
            RUNS/train
              tag   count  first  last  min  max  mean  stddev  median
              loss  2      0.3    0.1   0.1  0.3  0.2   0.1     0.2

            RUNS/val
              tag  count  first  last  min  max  mean  stddev  median
              acc  1      NaN    NaN   NaN  NaN  NaN   NaN     NaN

            """
                .replace("RUNS", folder.resolve("runs").toString()));
  }

  @Test
  void printsEveryDigitForPrograms() throws IOException {
    Path file = write("tfevents", event(1, "loss", 0.3f), event(2, "loss", 0.1f));

    Said said = run("metrics", "show", "--json", file.toString());
    JsonNode series =
        new ObjectMapper().readTree(said.text()).at("/paths/0/directories/0/series/0");

    assertThat(series.path("tag").asText()).isEqualTo("loss");
    assertThat(series.path("count").asInt()).isEqualTo(2);
    assertThat(series.path("first").decimalValue()).isEqualByComparingTo("0.3");
    assertThat(series.path("mean").decimalValue()).isEqualByComparingTo("0.20000000670552254");
  }

  @Test
  void saysNoToADamagedFileButNotToAnUnfinishedOne() throws IOException {
    byte[] damaged = event(2, "loss", 1);
    damaged[15] ^= 1;
    byte[] cut = java.util.Arrays.copyOf(event(2, "loss", 1), 20);
    Path first = write("damaged.tfevents", event(1, "loss", 1), damaged, event(3, "loss", 1));
    Path second = write("cut.tfevents", event(1, "loss", 1), cut);

    assertThat(run("metrics", "show", first.toString()))
        .satisfies(said -> assertThat(said.exitCode()).isEqualTo(1))
        .satisfies(
            said -> assertThat(said.text()).contains("! damaged.tfevents: 1 damaged record"));
    assertThat(run("metrics", "show", second.toString()))
        .satisfies(said -> assertThat(said.exitCode()).isZero())
        .satisfies(
            said -> assertThat(said.text()).contains("! cut.tfevents: ends within a record"));
  }

  @Test
  void saysNoWhereThereIsNoSeriesAndThatItCannotWhereThereIsNoPath() throws IOException {
    Files.createDirectories(folder.resolve("empty"));

    assertThat(run("metrics", "show", folder.resolve("empty").toString()).exitCode()).isEqualTo(1);
    assertThat(run("metrics", "show", folder.resolve("none").toString()).exitCode()).isEqualTo(3);
  }

  @Test
  void printsNothingThatSteersATerminal() throws IOException {
    Path file = write("tfevents", event(1, "a\u001b[2Jb", 1));

    assertThat(run("metrics", "show", file.toString()).text()).contains("a [2Jb");
  }

  private static Said run(String... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, UTF_8));
    try {
      return new Said(Modelgate.run(arguments), out.toString(UTF_8));
    } finally {
      System.setOut(before);
    }
  }

  private Path write(String name, byte[]... records) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] record : records) {
      all.writeBytes(record);
    }
    return Files.write(file, all.toByteArray());
  }

  /** A record that holds an event with one value (TFRecord, event.proto, summary.proto). */
  private static byte[] event(int step, String tag, float number) {
    byte[] name = tag.getBytes(UTF_8);
    ByteBuffer value = little(2 + name.length + 5);
    value.put((byte) 10).put((byte) name.length).put(name).put((byte) 21).putFloat(number);
    ByteBuffer event = little(2 + 4 + value.capacity());
    event.put((byte) 16).put((byte) step).put((byte) 42).put((byte) (2 + value.capacity()));
    event.put((byte) 10).put((byte) value.capacity()).put(value.array());
    ByteBuffer length = little(8).putLong(event.capacity());
    return little(16 + event.capacity())
        .put(length.array())
        .putInt(masked(length.array()))
        .put(event.array())
        .putInt(masked(event.array()))
        .array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }
}
