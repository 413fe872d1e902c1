package dev.modelgate.runner.eventfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.runner.eventfile.EventWriter.Message;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are: what can be read is read, and what cannot is said. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DamagedEventFilesTest {

  private static final int RECORDS = 8;

  @Test
  void losesAtMostOneRecordToAFlippedBitAnywhere() {
    byte[] whole = sample();
    for (int at = 0; at < whole.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) (1 << bit);

        EventDirectory.Reading<Points> reading = Points.of(Memory.file(damaged));

        assertThat(reading.damages()).as("bit %d of byte %d", bit, at).isNotEmpty();
        assertThat(points(reading))
            .as("bit %d of byte %d", bit, at)
            .isGreaterThanOrEqualTo(RECORDS - 3);
        reading.damages().forEach(damage -> assertThat(damage.sentence()).contains("byte"));
      }
    }
  }

  @Test
  void readsWhatStandsBeforeACutAnywhere() {
    byte[] whole = sample();
    int before = 0;
    for (int length = 0; length <= whole.length; length++) {
      EventDirectory.Reading<Points> reading = Points.of(Memory.file(Arrays.copyOf(whole, length)));

      assertThat(points(reading)).as("%d bytes", length).isGreaterThanOrEqualTo(before);
      assertThat(reading.damages()).as("%d bytes", length).noneMatch(Damage::isLoss);
      before = points(reading);
    }
    assertThat(before).isEqualTo(RECORDS - 2);
  }

  @Test
  void findsItsWayOverBytesThatAreTakenOutOrPutIn() {
    byte[] whole = sample();
    Random random = new Random(7);
    for (int at = 0; at < whole.length; at++) {
      byte[] noise = new byte[1 + random.nextInt(40)];
      random.nextBytes(noise);
      byte[] longer =
          new EventWriter()
              .raw(Arrays.copyOf(whole, at))
              .raw(noise)
              .raw(Arrays.copyOfRange(whole, at, whole.length))
              .bytes();
      int cut = Math.min(whole.length, at + noise.length);
      byte[] shorter =
          new EventWriter()
              .raw(Arrays.copyOf(whole, at))
              .raw(Arrays.copyOfRange(whole, cut, whole.length))
              .bytes();

      assertThat(points(Points.of(Memory.file(longer)))).isGreaterThanOrEqualTo(RECORDS - 3);
      assertThat(points(Points.of(Memory.file(shorter)))).isGreaterThanOrEqualTo(RECORDS - 5);
    }
  }

  @Test
  void readsEventsWhoseContentIsNoiseUnderARightChecksum() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] event = eventOf(random.nextInt(4));
      for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
        event[random.nextInt(event.length)] = (byte) random.nextInt(256);
      }
      EventDirectory.Reading<Points> reading =
          Points.of(new EventWriter().record(event).simple("after", 1, 2));

      assertThat(reading.sink().values).containsKey("after");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 40, Long.MAX_VALUE, -1L, Long.MIN_VALUE, Integer.MAX_VALUE, 1L << 31})
  void believesNoLengthThatTheFileDoesNotHave(long length) {
    byte[] file =
        EventWriter.version2()
            .simple("loss", 1, 0.5f)
            .raw(EventWriter.head(length))
            .simple("loss", 2, 0.25f)
            .bytes();

    EventDirectory.Reading<Points> reading = Points.of(Memory.file(file));

    assertThat(reading.sink().values.get("loss")).containsExactly(0.5, 0.25);
    assertThat(reading.damages())
        .singleElement()
        .satisfies(
            damage -> {
              assertThat(damage.kind()).isEqualTo(Damage.Kind.STRETCH);
              assertThat(damage.bytes()).isEqualTo(12);
            });
  }

  @Test
  void saysWhereNothingMoreCanBeRead() {
    byte[] file =
        EventWriter.version2()
            .simple("loss", 1, 0.5f)
            .raw("and then somebody wrote this into it, who knows why".getBytes(UTF_8))
            .bytes();

    EventDirectory.Reading<Points> reading = Points.of(Memory.file("train/tfevents.7", file));

    assertThat(reading.sink().values.get("loss")).containsExactly(0.5);
    assertThat(reading.damages())
        .singleElement()
        .satisfies(
            damage -> {
              assertThat(damage.isLoss()).isTrue();
              assertThat(damage.sentence())
                  .isEqualTo(
                      "train/tfevents.7: damaged from byte %d on: nothing in its last 51 bytes can"
                              .formatted(file.length - 51)
                          + " be read");
            });
  }

  @Test
  void takesZerosAtTheEndForAWriteThatACrashCutOff() {
    byte[] file = EventWriter.version2().simple("loss", 1, 0.5f).raw(new byte[5000]).bytes();

    EventDirectory.Reading<Points> reading = Points.of(Memory.file(file));

    assertThat(reading.sink().values.get("loss")).containsExactly(0.5);
    assertThat(reading.damages())
        .singleElement()
        .satisfies(damage -> assertThat(damage.kind()).isEqualTo(Damage.Kind.CUT));
  }

  @Test
  void findsNothingInAnEmptyFile() {
    assertThat(Points.of(Memory.file(new byte[0])).damages()).isEmpty();
  }

  @Test
  void checksARecordThatIsTooLongToBeHeldAndLeavesItOut() {
    byte[] image = new byte[RecordReader.LONGEST + 1];
    byte[] file = EventWriter.version2().record(image).simple("loss", 1, 0.5f).bytes();
    byte[] damaged = file.clone();
    damaged[file.length / 2] = 1;

    assertThat(Points.of(Memory.file(file)).damages())
        .extracting(Damage::kind)
        .containsExactly(Damage.Kind.TOO_LONG);
    assertThat(Points.of(Memory.file(damaged)).damages())
        .extracting(Damage::kind)
        .containsExactly(Damage.Kind.RECORD);
    assertThat(Points.of(Memory.file(damaged)).sink().values.get("loss")).containsExactly(0.5);
  }

  @Test
  void readsOnWhereAFileCannotBeOpened() {
    EventFile gone =
        new EventFile(
            "a.tfevents",
            () -> {
              throw new IOException("no such file");
            });
    EventFile there = Memory.file("b.tfevents", EventWriter.version2().simple("x", 1, 1).bytes());

    EventDirectory.Reading<Points> reading = Points.of(gone, there);

    assertThat(reading.sink().values).containsKey("x");
    assertThat(reading.damages()).singleElement().matches(Damage::isLoss);
  }

  @Test
  void keepsToItsBoundOfSeries() {
    EventWriter file = EventWriter.version2();
    for (int i = 0; i < 1500; i++) {
      file.simple("tag-" + i, 1, i);
    }
    file.simple("t".repeat(1001), 1, 1).simple("tag-7", 2, 1);

    EventDirectory.Reading<Points> reading = Points.of(file);

    assertThat(reading.sink().values).hasSize(1000);
    assertThat(reading.sink().values.get("tag-7")).containsExactly(7.0, 1.0);
    assertThat(reading.damages())
        .singleElement()
        .satisfies(
            damage -> {
              assertThat(damage.kind()).isEqualTo(Damage.Kind.TOO_MANY_SERIES);
              assertThat(damage.count()).isEqualTo(501);
            });
  }

  @Test
  void readsFilesThatComeInSmallPieces() {
    byte[] file = sample();
    EventFile slow = new EventFile("slow.tfevents", () -> new Memory(file, 3));

    assertThat(points(Points.of(slow))).isEqualTo(RECORDS - 2);
  }

  private static int points(EventDirectory.Reading<Points> reading) {
    return reading.sink().values.values().stream().mapToInt(List::size).sum();
  }

  /** Eight records: a version, three values, a description with a value, an image, two values. */
  private static byte[] sample() {
    return EventWriter.version2()
        .simple("train/loss", 1, 0.5f)
        .simple("train/loss", 2, 0.25f)
        .simple("accuracy", 2, 0.75f)
        .record(eventOf(1))
        .record(eventOf(3))
        .simple("train/loss", 3, 0.125f)
        .simple("accuracy", 3, 0.875f)
        .bytes();
  }

  private static byte[] eventOf(int kind) {
    Message value =
        switch (kind) {
          case 0 -> new Message().text(1, "a").fixed32(2, Float.floatToIntBits(1));
          case 1 ->
              new Message()
                  .text(1, "epoch_loss")
                  .message(8, new Message().varint(1, 1).message(2, new Message()).fixed32(5, 0))
                  .message(9, new Message().message(1, new Message().text(1, "scalars")));
          case 2 ->
              new Message()
                  .text(1, "d")
                  .message(
                      8,
                      new Message()
                          .varint(1, 2)
                          .message(2, new Message().message(2, new Message().varint(1, 1)))
                          .bytes(4, new byte[8]))
                  .message(9, new Message().message(1, new Message().text(1, "scalars")));
          default -> new Message().text(1, "image").message(4, new Message().varint(1, 3));
        };
    return new Message()
        .fixed64(1, Double.doubleToLongBits(1.7e9))
        .varint(2, 300)
        .message(5, new Message().message(1, value))
        .bytes();
  }
}
