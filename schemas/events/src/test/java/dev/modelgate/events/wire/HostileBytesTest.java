package dev.modelgate.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: a value comes back, soon and with little memory. */
class HostileBytesTest {

  private final WireFormat wire = new WireFormat(SchemaIds.committed());

  @Property(tries = 2000)
  void answersAnyBytesWithAValue(@ForAll @Size(max = 300) byte[] bytes) {
    assertThat(wire.decode(bytes)).isNotNull();
  }

  @Property(tries = 2000)
  void answersAnyBytesUnderAKnownIdWithAValue(
      @ForAll("ids") int id, @ForAll @Size(max = 300) byte[] body) {
    assertThat(wire.decode(headed(id, body)))
        .isInstanceOfAny(Decoded.Ok.class, Decoded.Unreadable.class);
  }

  @Property(tries = 1000)
  void answersDamagedRecordsWithAValue(
      @ForAll("ids") int id,
      @ForAll @IntRange(max = 100_000) int place,
      @ForAll byte with,
      @ForAll @IntRange(max = 100_000) int cut) {
    byte[] bytes = example(id);
    bytes[place % bytes.length] = with;
    byte[] shorter = new byte[cut % (bytes.length + 1)];
    System.arraycopy(bytes, 0, shorter, 0, shorter.length);
    assertThat(wire.decode(bytes)).isNotNull();
    assertThat(wire.decode(shorter)).isNotNull();
  }

  @Test
  void believesNoLength() {
    for (int id : ids().sampleStream().limit(100).distinct().toList()) {
      for (long length : List.of(Long.MAX_VALUE, Long.MIN_VALUE, (long) Integer.MAX_VALUE, -1L)) {
        assertThat(wire.decode(headed(id, number(length)))).isInstanceOf(Decoded.Unreadable.class);
      }
    }
  }

  @Test
  void refusesBytesBehindTheRecord() {
    byte[] bytes = example(1);
    byte[] longer = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, longer, 0, bytes.length);
    assertThat(wire.decode(longer))
        .isInstanceOfSatisfying(
            Decoded.Unreadable.class,
            unreadable -> assertThat(unreadable.reason()).contains("1 are left over"));
  }

  @Provide
  Arbitrary<Integer> ids() {
    return Arbitraries.of(SchemaIds.committed().all().stream().map(SchemaIds.Entry::id).toList());
  }

  private byte[] example(int id) {
    return wire.encode(
        Examples.of(SchemaIds.committed().find(id).map(SchemaIds.Entry::name).orElseThrow()));
  }

  private static byte[] headed(int id, byte[] body) {
    return ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id).put(body).array();
  }

  /** Avro's zig-zag varint. */
  private static byte[] number(long value) {
    List<Byte> bytes = new ArrayList<>();
    long left = (value << 1) ^ (value >> 63);
    while ((left & ~0x7FL) != 0) {
      bytes.add((byte) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }
    bytes.add((byte) left);
    byte[] array = new byte[bytes.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = bytes.get(i);
    }
    return array;
  }
}
