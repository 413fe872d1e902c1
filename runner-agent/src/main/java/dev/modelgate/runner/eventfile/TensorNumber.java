package dev.modelgate.runner.eventfile;

/**
 * A tensor that is one number, whatever the type it was written in (TensorFlow's tensor.proto:
 * dtype 1, shape 2, content 4, the lists of values 5 to 17). Reused, so that a point costs no
 * object.
 */
final class TensorNumber {

  private static final int DT_FLOAT = 1;
  private static final int DT_DOUBLE = 2;
  private static final int DT_INT32 = 3;
  private static final int DT_UINT8 = 4;
  private static final int DT_INT16 = 5;
  private static final int DT_INT8 = 6;
  private static final int DT_INT64 = 9;
  private static final int DT_BOOL = 10;
  private static final int DT_BFLOAT16 = 14;
  private static final int DT_UINT16 = 17;
  private static final int DT_HALF = 19;
  private static final int DT_UINT32 = 22;
  private static final int DT_UINT64 = 23;

  private double value;
  private boolean single;
  private int values;
  private boolean fitting;
  private int dtype;

  double value() {
    return value;
  }

  boolean isSingle() {
    return single;
  }

  /** Reads the tensor between two places; false where it is not exactly one number. */
  boolean read(Wire wire, int from, int to) {
    dtype = 0;
    values = 0;
    fitting = true;
    int contentFrom = 0;
    int contentTo = 0;
    wire.move(from, to);
    while (wire.hasMore()) {
      int key = wire.key();
      switch (key >>> 3) {
        case 1 -> dtype = (int) number(wire, key);
        case 2 -> shape(wire, key);
        case 4 -> {
          if ((key & 7) == Wire.BYTES) {
            contentFrom = wire.bytesField();
            contentTo = wire.position();
          } else {
            wire.skip(key);
          }
        }
        case 5, 6, 7, 10, 11, 13, 16, 17 -> list(wire, key);
        default -> wire.skip(key);
      }
    }
    if (contentTo > contentFrom) {
      fitting &= values == 0;
      content(wire, contentFrom, contentTo);
    }
    return fitting && values == 1 && !wire.isMalformed();
  }

  private static long number(Wire wire, int key) {
    if ((key & 7) == Wire.VARINT) {
      return wire.varint();
    }
    wire.skip(key);
    return 0;
  }

  /** A single number has no dimensions, or only ones of size 1. */
  private void shape(Wire wire, int key) {
    if ((key & 7) != Wire.BYTES) {
      wire.skip(key);
      return;
    }
    int outer = wire.enter();
    while (wire.hasMore()) {
      int field = wire.key();
      if (field == (2 << 3 | Wire.BYTES)) {
        dimension(wire);
      } else {
        wire.skip(field);
      }
    }
    wire.leave(outer);
  }

  private void dimension(Wire wire) {
    int outer = wire.enter();
    long size = 0;
    while (wire.hasMore()) {
      int field = wire.key();
      if (field == (1 << 3 | Wire.VARINT)) {
        size = wire.varint();
      } else {
        wire.skip(field);
      }
    }
    fitting &= size == 1;
    wire.leave(outer);
  }

  private void list(Wire wire, int key) {
    int field = key >>> 3;
    int one =
        switch (field) {
          case 5 -> Wire.FIXED32;
          case 6 -> Wire.FIXED64;
          default -> Wire.VARINT;
        };
    if ((key & 7) == one) {
      element(wire, field, one);
    } else if ((key & 7) == Wire.BYTES) {
      int outer = wire.enter();
      // More than one number is none for us; the rest of them need not be looked at.
      while (wire.hasMore() && values < 2) {
        element(wire, field, one);
      }
      wire.leave(outer);
    } else {
      wire.skip(key);
    }
  }

  private void element(Wire wire, int field, int type) {
    values++;
    if (type == Wire.FIXED32) {
      fitting &= dtype == DT_FLOAT;
      set(Float.intBitsToFloat(wire.fixed32()), true);
    } else if (type == Wire.FIXED64) {
      fitting &= dtype == DT_DOUBLE;
      set(Double.longBitsToDouble(wire.fixed64()), false);
    } else {
      varint(field, wire.varint());
    }
  }

  private void varint(int field, long number) {
    switch (field) {
      case 7 -> {
        fitting &= isSmallInteger(dtype);
        whole(number);
      }
      case 10 -> {
        fitting &= dtype == DT_INT64;
        whole(number);
      }
      case 11 -> {
        fitting &= dtype == DT_BOOL;
        set(number == 0 ? 0 : 1, true);
      }
      case 13 -> half((short) number);
      case 16 -> {
        fitting &= dtype == DT_UINT32;
        whole(number & 0xffffffffL);
      }
      default -> {
        fitting &= dtype == DT_UINT64;
        unsigned(number);
      }
    }
  }

  private void content(Wire wire, int from, int to) {
    int length = to - from;
    byte[] bytes = wire.bytes();
    long bits = 0;
    for (int i = Math.min(length, Long.BYTES) - 1; i >= 0; i--) {
      bits = bits << 8 | (bytes[from + i] & 0xff);
    }
    values = 1;
    switch (dtype) {
      case DT_FLOAT -> set(Float.intBitsToFloat((int) bits), true);
      case DT_DOUBLE -> set(Double.longBitsToDouble(bits), false);
      case DT_INT32 -> whole((int) bits);
      case DT_INT64 -> whole(bits);
      case DT_INT16 -> whole((short) bits);
      case DT_INT8 -> whole((byte) bits);
      case DT_UINT8, DT_UINT16, DT_UINT32 -> whole(bits);
      case DT_UINT64 -> unsigned(bits);
      case DT_BOOL -> set(bits == 0 ? 0 : 1, true);
      case DT_HALF, DT_BFLOAT16 -> half((short) bits);
      default -> fitting = false;
    }
    fitting &= length == width(dtype);
  }

  private void half(short bits) {
    fitting &= dtype == DT_HALF || dtype == DT_BFLOAT16;
    set(
        dtype == DT_BFLOAT16
            ? Float.intBitsToFloat((bits & 0xffff) << 16)
            : Float.float16ToFloat(bits),
        true);
  }

  /** Whole numbers that a float holds exactly do not make a series of floats one of doubles. */
  private void whole(long number) {
    set(number, (long) (float) number == number);
  }

  private void unsigned(long number) {
    double whole = (number >>> 1) * 2.0 + (number & 1);
    set(whole, (float) whole == whole);
  }

  private void set(double number, boolean narrow) {
    value = number;
    single = narrow;
  }

  private static boolean isSmallInteger(int dtype) {
    return dtype == DT_INT32
        || dtype == DT_INT16
        || dtype == DT_INT8
        || dtype == DT_UINT8
        || dtype == DT_UINT16;
  }

  private static int width(int dtype) {
    return switch (dtype) {
      case DT_FLOAT, DT_INT32, DT_UINT32 -> 4;
      case DT_DOUBLE, DT_INT64, DT_UINT64 -> 8;
      case DT_INT16, DT_UINT16, DT_HALF, DT_BFLOAT16 -> 2;
      case DT_INT8, DT_UINT8, DT_BOOL -> 1;
      default -> -1;
    };
  }
}
