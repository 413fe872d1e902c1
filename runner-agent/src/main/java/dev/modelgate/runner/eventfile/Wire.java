package dev.modelgate.runner.eventfile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A place in a protobuf message. What is malformed ends the reading and is remembered, so that
 * callers need no checks of their own.
 */
final class Wire {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private boolean malformed;

  /** Starts at a message of its own. */
  void open(byte[] all, int from, int to) {
    bytes = all;
    at = from;
    end = to;
    malformed = false;
  }

  /**
   * Goes into the bytes of a field.
   *
   * @return what {@link #leave} takes to go on behind them
   */
  int enter() {
    int outer = end;
    int from = bytesField();
    end = at;
    at = from;
    return outer;
  }

  /** Goes on behind the bytes that were entered. */
  void leave(int outer) {
    at = end;
    end = outer;
  }

  /** Goes to a part of the same message. */
  void move(int from, int to) {
    at = from;
    end = to;
  }

  boolean hasMore() {
    return at < end;
  }

  boolean isMalformed() {
    return malformed;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return at;
  }

  /** Key of the next field: its number times 8 plus its wire type. */
  int key() {
    long key = varint();
    if (key >>> 3 == 0 || key >>> 32 != 0) {
      return fail();
    }
    return (int) key;
  }

  long varint() {
    if (at < end && bytes[at] >= 0) {
      return bytes[at++];
    }
    long value = 0;
    for (int shift = 0; shift < 70 && at < end; shift += 7) {
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    return fail();
  }

  long fixed64() {
    if (end - at < Long.BYTES) {
      return fail();
    }
    at += Long.BYTES;
    return (long) LONG.get(bytes, at - Long.BYTES);
  }

  int fixed32() {
    if (end - at < Integer.BYTES) {
      return fail();
    }
    at += Integer.BYTES;
    return (int) INT.get(bytes, at - Integer.BYTES);
  }

  /** Goes past a length and its bytes, which then lie between the answer and the position. */
  int bytesField() {
    long length = varint();
    if (length < 0 || length > end - at) {
      fail();
      return at;
    }
    int from = at;
    at += (int) length;
    return from;
  }

  /** Goes past a field's value. Groups, which no event has, are malformed. */
  void skip(int key) {
    switch (key & 7) {
      case VARINT -> varint();
      case FIXED64 -> fixed64();
      case BYTES -> bytesField();
      case FIXED32 -> fixed32();
      default -> fail();
    }
  }

  private int fail() {
    malformed = true;
    at = end;
    return 0;
  }
}
