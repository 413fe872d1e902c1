package dev.modelgate.runner.eventfile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** Writes event files as TensorBoard's writers do, as far as tests need it. */
public final class EventWriter {

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  public static EventWriter version2() {
    return new EventWriter().version("brain.Event:2");
  }

  public EventWriter version(String version) {
    return event(0, message -> message.text(3, version));
  }

  /** A value as TensorBoardX, PyTorch and TensorFlow 1 write it. */
  public EventWriter simple(String tag, long step, float value) {
    return summary(step, it -> it.text(1, tag).fixed32(2, Float.floatToIntBits(value)));
  }

  /** A value as TensorFlow 2 and Keras write it; the first of a tag names the plugin. */
  public EventWriter tensor(String tag, long step, Message tensor, String plugin) {
    return summary(
        step,
        it -> {
          it.text(1, tag).message(8, tensor);
          if (!plugin.isEmpty()) {
            it.message(9, new Message().message(1, new Message().text(1, plugin)));
          }
        });
  }

  /** A writer that starts, or starts again. */
  public EventWriter start(long step) {
    return event(step, message -> message.message(7, new Message().varint(1, 1)));
  }

  public EventWriter summary(long step, Consumer<Message> value) {
    Message its = new Message();
    value.accept(its);
    return event(step, message -> message.message(5, new Message().message(1, its)));
  }

  public EventWriter event(long step, Consumer<Message> content) {
    Message event = new Message().fixed64(1, Double.doubleToLongBits(1.7e9 + step));
    if (step != 0) {
      event.varint(2, step);
    }
    content.accept(event);
    return record(event.bytes());
  }

  public EventWriter record(byte[] data) {
    byte[] length = number(8, data.length);
    return raw(length).raw(number(4, masked(length))).raw(data).raw(number(4, masked(data)));
  }

  public EventWriter raw(byte[] bytes) {
    file.writeBytes(bytes);
    return this;
  }

  public byte[] bytes() {
    return file.toByteArray();
  }

  public int size() {
    return file.size();
  }

  /** The head of a record that says it has so many bytes. */
  public static byte[] head(long length) {
    return ByteBuffer.allocate(12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .putInt(masked(number(8, length)))
        .array();
  }

  private static byte[] number(int width, long number) {
    byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
    return java.util.Arrays.copyOf(all, width);
  }

  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    int value = (int) crc.getValue();
    return ((value >>> 15) | (value << 17)) + 0xa282ead8;
  }

  /** A protobuf message, field after field. */
  public static final class Message {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public Message varint(int field, long value) {
      key(field, 0);
      write(value);
      return this;
    }

    public Message fixed32(int field, int value) {
      key(field, 5);
      out.writeBytes(number(4, value));
      return this;
    }

    public Message fixed64(int field, long value) {
      key(field, 1);
      out.writeBytes(number(8, value));
      return this;
    }

    public Message text(int field, String text) {
      return bytes(field, text.getBytes(UTF_8));
    }

    public Message message(int field, Message message) {
      return bytes(field, message.bytes());
    }

    public Message bytes(int field, byte[] bytes) {
      key(field, 2);
      write(bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    public byte[] bytes() {
      return out.toByteArray();
    }

    private void key(int field, int type) {
      write((long) field << 3 | type);
    }

    private void write(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        out.write((int) (rest & 0x7f | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
