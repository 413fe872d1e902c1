package dev.modelgate.runner.eventfile;

import java.util.zip.CRC32C;

/** The masked CRC32C of TFRecord: rotated by 15 bits, so that a CRC of a CRC is no accident. */
final class Crc {

  private static final int MASK = 0xa282ead8;

  private final CRC32C crc = new CRC32C();

  int of(byte[] bytes, int from, int length) {
    crc.reset();
    crc.update(bytes, from, length);
    return masked();
  }

  void begin() {
    crc.reset();
  }

  void add(byte[] bytes, int from, int length) {
    crc.update(bytes, from, length);
  }

  int masked() {
    int value = (int) crc.getValue();
    return Integer.rotateRight(value, 15) + MASK;
  }
}
