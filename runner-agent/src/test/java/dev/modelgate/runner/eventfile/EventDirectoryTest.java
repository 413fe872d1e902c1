package dev.modelgate.runner.eventfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.runner.eventfile.EventWriter.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event directory's files say, by TensorBoard's rules. */
class EventDirectoryTest {

  @Test
  void readsSeveralFilesAsOneSequence() {
    EventFile first = Memory.file("1", EventWriter.version2().simple("loss", 1, 4).bytes());
    EventFile second = Memory.file("2", EventWriter.version2().simple("loss", 1, 2).bytes());

    EventDirectory.Reading<Points> reading = Points.of(first, second);

    assertThat(reading.sink().steps.get("loss")).containsExactly(1L, 1L);
    assertThat(reading.sink().values.get("loss")).containsExactly(4.0, 2.0);
  }

  @Test
  void knowsASeriesByThePluginThatItsFirstValueNames() {
    EventWriter file =
        EventWriter.version2()
            .tensor("loss", 1, floats(1), "scalars")
            .tensor("loss", 2, floats(2), "")
            .tensor("loss", 3, floats(3), "histograms")
            .tensor("weights", 1, floats(1), "histograms")
            .tensor("weights", 2, floats(1), "")
            .tensor("weights", 2, floats(1), "scalars")
            .tensor("bare", 2, floats(1), "");

    assertThat(Points.of(file).sink().values).containsOnlyKeys("loss");
    assertThat(Points.of(file).sink().values.get("loss")).containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void readsBothFormsOfOneTag() {
    EventWriter file =
        EventWriter.version2()
            .simple("loss", 1, 1)
            .tensor("loss", 2, floats(2), "scalars")
            .simple("loss", 3, 3);

    assertThat(Points.of(file).sink().values.get("loss")).containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void dropsWhatARestartedSessionOrphaned() {
    EventWriter file = EventWriter.version2();
    for (int step = 0; step < 10; step++) {
      file.simple("loss", step, step).simple("accuracy", step, step);
    }
    file.start(5).simple("loss", 5, 50).simple("loss", 6, 60).start(6).simple("loss", 6, 61);

    EventDirectory.Reading<Points> reading = Points.of(file);

    assertThat(reading.sink().values.get("loss"))
        .containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 50.0, 61.0);
    assertThat(reading.sink().values.get("accuracy")).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
  }

  @Test
  void dropsWhatARestartInALaterFileOrphaned() {
    EventFile first =
        Memory.file("1", EventWriter.version2().simple("a", 1, 1).simple("b", 9, 9).bytes());
    EventFile second = Memory.file("2", EventWriter.version2().start(2).simple("a", 2, 2).bytes());

    EventDirectory.Reading<Points> reading = Points.of(first, second);

    assertThat(reading.sink().values).containsOnlyKeys("a");
    assertThat(reading.sink().values.get("a")).containsExactly(1.0, 2.0);
  }

  @Test
  void keepsStepsThatGoBackWhereNoSessionRestarted() {
    EventWriter file =
        EventWriter.version2().start(0).simple("a", 5, 1).simple("a", 3, 2).simple("a", 4, 3);

    assertThat(Points.of(file).sink().steps.get("a")).containsExactly(5L, 3L, 4L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"brain.Event:1", "brain.Event:nonsense", "", "Event:2"})
  void dropsLaterStepsOfATagThatGoesBackInFilesOfOldVersions(String version) {
    EventWriter file = new EventWriter();
    if (!version.isEmpty()) {
      file.version(version);
    }
    file.simple("a", 1, 1).simple("b", 1, 1).simple("a", 5, 5).simple("b", 5, 5).simple("a", 3, 3);

    EventDirectory.Reading<Points> reading = Points.of(file);

    assertThat(reading.sink().steps.get("a")).containsExactly(1L, 3L);
    assertThat(reading.sink().steps.get("b")).containsExactly(1L, 5L);
  }

  @Test
  void saysThatThereAreTooManyRestarts() {
    EventWriter file = EventWriter.version2().simple("a", 100_000, 1);
    for (int step = 1; step < 2000; step++) {
      file.simple("a", step, step).start(step);
    }

    assertThat(Points.of(file).damages())
        .extracting(Damage::kind)
        .containsExactly(Damage.Kind.TOO_MANY_RESTARTS);
  }

  @Test
  void countsTheRestartsOfAllTagsTogether() {
    EventWriter file = new EventWriter();
    for (int tag = 0; tag < 20; tag++) {
      for (int step = 1; step <= 100; step++) {
        file.simple("t" + tag, 1_000_000, 0).simple("t" + tag, step, 1);
      }
    }

    assertThat(Points.of(file).damages())
        .extracting(Damage::kind)
        .containsExactly(Damage.Kind.TOO_MANY_RESTARTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 0000803e | 0.25",
        "2 | 000000000000d03f | 0.25",
        "3 | feffffff | -2",
        "4 | fe | 254",
        "5 | feff | -2",
        "6 | fe | -2",
        "9 | feffffffffffffff | -2",
        "10 | 01 | 1",
        "14 | 803e | 0.25",
        "17 | feff | 65534",
        "19 | 0034 | 0.25",
        "22 | feffffff | 4294967294",
        "23 | 0000000000000080 | 9223372036854775808",
      })
  void readsContentOfEveryTypeOfNumber(int dtype, String content, double value) {
    Message tensor =
        new Message()
            .varint(1, dtype)
            .message(2, new Message())
            .bytes(4, java.util.HexFormat.of().parseHex(content));

    assertThat(valuesOf(tensor)).containsExactly(value);
  }

  @Test
  void readsListsOfEveryTypeOfNumber() {
    long quarter = Double.doubleToLongBits(0.25);

    assertThat(valuesOf(typed(1).fixed32(5, Float.floatToIntBits(0.25f)))).containsExactly(0.25);
    assertThat(valuesOf(typed(2).fixed64(6, quarter))).containsExactly(0.25);
    assertThat(valuesOf(typed(2).bytes(6, packed(quarter)))).containsExactly(0.25);
    assertThat(valuesOf(typed(3).varint(7, -2))).containsExactly(-2.0);
    assertThat(valuesOf(typed(6).bytes(7, new byte[] {5}))).containsExactly(5.0);
    assertThat(valuesOf(typed(9).varint(10, -2))).containsExactly(-2.0);
    assertThat(valuesOf(typed(10).varint(11, 1))).containsExactly(1.0);
    assertThat(valuesOf(typed(19).varint(13, 0x3400))).containsExactly(0.25);
    assertThat(valuesOf(typed(14).varint(13, 0x3e80))).containsExactly(0.25);
    assertThat(valuesOf(typed(22).varint(16, 0xfffffffeL))).containsExactly(4294967294.0);
    assertThat(valuesOf(typed(23).varint(17, -1))).containsExactly(18446744073709551615.0);
  }

  @Test
  void leavesOutTensorsThatAreNoSingleNumber() {
    Message vector = typed(1).bytes(5, new byte[8]);
    Message shaped =
        new Message()
            .varint(1, 1)
            .message(2, new Message().message(2, new Message().varint(1, 3)))
            .fixed32(5, 0);
    Message text = new Message().varint(1, 7).text(8, "0.5");
    Message wrongWidth = typed(2).bytes(4, new byte[4]);
    Message otherList = typed(1).varint(10, 3);

    for (Message none : List.of(vector, shaped, text, wrongWidth, otherList, typed(1))) {
      EventDirectory.Reading<Points> reading =
          Points.of(EventWriter.version2().tensor("x", 1, none, "scalars"));

      assertThat(reading.sink().values).isEmpty();
      assertThat(reading.damages()).extracting(Damage::kind).containsExactly(Damage.Kind.NO_NUMBER);
    }
  }

  private static List<Double> valuesOf(Message tensor) {
    EventWriter file = EventWriter.version2().tensor("x", 1, tensor, "scalars");
    return Points.of(file).sink().values.getOrDefault("x", List.of());
  }

  private static Message typed(int dtype) {
    return new Message().varint(1, dtype).message(2, new Message());
  }

  private static Message floats(float value) {
    return typed(1).fixed32(5, Float.floatToIntBits(value));
  }

  private static byte[] packed(long bits) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bits).array();
  }
}
