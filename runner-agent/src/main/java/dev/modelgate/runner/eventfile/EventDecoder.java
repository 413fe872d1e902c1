package dev.modelgate.runner.eventfile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Takes the numbers of scalar series out of one event (TensorFlow's event.proto and summary.proto).
 * An event is taken whole or not at all. Reused for every event.
 */
final class EventDecoder {

  private static final int WALL_TIME = 1 << 3 | Wire.FIXED64;
  private static final int STEP = 2 << 3 | Wire.VARINT;
  private static final int FILE_VERSION = 3 << 3 | Wire.BYTES;
  private static final int SUMMARY = 5 << 3 | Wire.BYTES;
  private static final int SESSION_LOG = 7 << 3 | Wire.BYTES;
  private static final int SUMMARY_VALUE = 1 << 3 | Wire.BYTES;
  private static final int VALUE_TAG = 1 << 3 | Wire.BYTES;
  private static final int VALUE_SIMPLE = 2 << 3 | Wire.FIXED32;
  private static final int VALUE_TENSOR = 8 << 3 | Wire.BYTES;
  private static final int VALUE_METADATA = 9 << 3 | Wire.BYTES;
  private static final int METADATA_PLUGIN = 1 << 3 | Wire.BYTES;
  private static final int PLUGIN_NAME = 1 << 3 | Wire.BYTES;
  private static final int SESSION_STATUS = 1 << 3 | Wire.VARINT;
  private static final long STATUS_START = 1;
  private static final byte[] SCALARS = "scalars".getBytes(UTF_8);

  private final TagTable tags;
  private final Wire wire = new Wire();
  private final TensorNumber tensor = new TensorNumber();

  private double wallTime;
  private long step;
  private String fileVersion = "";
  private boolean summary;
  private boolean start;
  private Tag[] found = new Tag[16];
  private double[] values = new double[16];
  private boolean[] singles = new boolean[16];
  private int count;
  private int refused;
  private int noNumbers;

  EventDecoder(TagTable tags) {
    this.tags = tags;
  }

  /** Reads an event; false where the bytes are none. */
  boolean read(byte[] bytes, int from, int to) {
    wallTime = 0;
    step = 0;
    fileVersion = "";
    summary = false;
    start = false;
    count = 0;
    refused = 0;
    noNumbers = 0;
    wire.open(bytes, from, to);
    while (wire.hasMore()) {
      int key = wire.key();
      switch (key) {
        case WALL_TIME -> wallTime = Double.longBitsToDouble(wire.fixed64());
        case STEP -> step = wire.varint();
        case FILE_VERSION -> {
          int begin = wire.bytesField();
          fileVersion = new String(bytes, begin, Math.min(100, wire.position() - begin), UTF_8);
        }
        case SUMMARY -> {
          summary = true;
          int outer = wire.enter();
          summary();
          wire.leave(outer);
        }
        case SESSION_LOG -> {
          int outer = wire.enter();
          sessionLog();
          wire.leave(outer);
        }
        default -> wire.skip(key);
      }
    }
    return !wire.isMalformed();
  }

  double wallTime() {
    return wallTime;
  }

  long step() {
    return step;
  }

  /** Such as {@code brain.Event:2}; empty where the event does not say. */
  String fileVersion() {
    return fileVersion;
  }

  boolean hasSummary() {
    return summary;
  }

  /** Whether a writer began here, perhaps again. */
  boolean isStart() {
    return start;
  }

  int count() {
    return count;
  }

  Tag tag(int i) {
    return found[i];
  }

  double value(int i) {
    return values[i];
  }

  boolean isSingle(int i) {
    return singles[i];
  }

  int refused() {
    return refused;
  }

  int noNumbers() {
    return noNumbers;
  }

  private void summary() {
    while (wire.hasMore()) {
      int key = wire.key();
      if (key == SUMMARY_VALUE) {
        int outer = wire.enter();
        value();
        wire.leave(outer);
      } else {
        wire.skip(key);
      }
    }
  }

  private void value() {
    int tagFrom = wire.position();
    int tagTo = tagFrom;
    int tensorFrom = 0;
    int tensorTo = -1;
    int metadataFrom = 0;
    int metadataTo = -1;
    boolean simple = false;
    float number = 0;
    while (wire.hasMore()) {
      int key = wire.key();
      switch (key) {
        case VALUE_TAG -> {
          tagFrom = wire.bytesField();
          tagTo = wire.position();
        }
        case VALUE_SIMPLE -> {
          simple = true;
          tensorTo = -1;
          number = Float.intBitsToFloat(wire.fixed32());
        }
        case VALUE_TENSOR -> {
          simple = false;
          tensorFrom = wire.bytesField();
          tensorTo = wire.position();
        }
        case VALUE_METADATA -> {
          metadataFrom = wire.bytesField();
          metadataTo = wire.position();
        }
        default -> wire.skip(key);
      }
    }
    if (wire.isMalformed() || (!simple && tensorTo < 0 && metadataTo < 0)) {
      return;
    }
    int valueTo = wire.position();
    Tag tag = tags.find(wire.bytes(), tagFrom, tagTo);
    if (tag == Tag.REFUSED) {
      refused++;
      return;
    }
    if (metadataTo >= 0) {
      tag.describe(namesScalars(metadataFrom, metadataTo));
    }
    if (simple) {
      add(tag, number, true);
    } else if (tensorTo >= 0 && tag.holdsScalars()) {
      if (tensor.read(wire, tensorFrom, tensorTo)) {
        add(tag, tensor.value(), tensor.isSingle());
      } else {
        noNumbers++;
      }
    }
    wire.move(valueTo, valueTo);
  }

  private boolean namesScalars(int from, int to) {
    wire.move(from, to);
    int nameFrom = from;
    int nameTo = from;
    while (wire.hasMore()) {
      int key = wire.key();
      if (key == METADATA_PLUGIN) {
        int outer = wire.enter();
        while (wire.hasMore()) {
          int field = wire.key();
          if (field == PLUGIN_NAME) {
            nameFrom = wire.bytesField();
            nameTo = wire.position();
          } else {
            wire.skip(field);
          }
        }
        wire.leave(outer);
      } else {
        wire.skip(key);
      }
    }
    return Arrays.equals(SCALARS, 0, SCALARS.length, wire.bytes(), nameFrom, nameTo);
  }

  private void sessionLog() {
    while (wire.hasMore()) {
      int key = wire.key();
      if (key == SESSION_STATUS) {
        start = wire.varint() == STATUS_START;
      } else {
        wire.skip(key);
      }
    }
  }

  private void add(Tag tag, double value, boolean single) {
    if (count == found.length) {
      found = Arrays.copyOf(found, count * 2);
      values = Arrays.copyOf(values, count * 2);
      singles = Arrays.copyOf(singles, count * 2);
    }
    found[count] = tag;
    values[count] = value;
    singles[count++] = single;
  }
}
