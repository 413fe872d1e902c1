package dev.modelgate.reporter.log;

/** Cuts bytes where no character is cut. */
final class Utf8 {

  private Utf8() {}

  /** How many of the bytes there are without a character at the end that has not come whole. */
  static int whole(byte[] bytes) {
    int length = bytes.length;
    for (int back = 1; back <= Math.min(3, length); back++) {
      int b = bytes[length - back] & 0xFF;
      if (b < 0x80) {
        return length;
      }
      if (b >= 0xC0) {
        int wanted = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
        return wanted > back ? length - back : length;
      }
    }
    return length;
  }
}
