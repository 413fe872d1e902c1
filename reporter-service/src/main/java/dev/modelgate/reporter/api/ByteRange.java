package dev.modelgate.reporter.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a request asks for (RFC 9110, section 14): a single range of bytes.
 *
 * @param from position of the first byte
 * @param to position after the last byte
 */
record ByteRange(long from, long to) {

  private static final Pattern SINGLE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /** The range; the whole where none is asked for that we know; empty where nothing lies in it. */
  static Optional<ByteRange> of(@Nullable String header, long size) {
    Matcher single = SINGLE.matcher(header == null ? "" : header.strip());
    if (!single.matches() || single.group(1).isEmpty() && single.group(2).isEmpty()) {
      return Optional.of(new ByteRange(0, size));
    }
    String first = single.group(1);
    String last = single.group(2);
    if (first.isEmpty()) {
      long from = Math.max(0, size - Long.parseLong(last));
      return Optional.of(new ByteRange(from, size)).filter(range -> range.from() < size);
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? size : Math.min(size, Long.parseLong(last) + 1);
    return Optional.of(new ByteRange(from, to)).filter(range -> from < to);
  }

  boolean isWhole(long size) {
    return from == 0 && to == size;
  }
}
