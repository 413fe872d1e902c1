package dev.modelgate.reporter.intake;

import dev.modelgate.events.LogChunk;
import dev.modelgate.events.wire.Decoded;
import dev.modelgate.events.wire.WireFormat;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads pieces of logs. */
public final class LogCodec {

  /** More than agents send at once. */
  private static final int BYTES_AT_MOST = 256 * 1024;

  /** No log gets that long; sums of such positions stay numbers. */
  private static final long LONGEST = 1L << 50;

  private LogCodec() {}

  /** The piece that the record's value says; empty where it is none that an agent sends. */
  public static Optional<LogPiece> piece(WireFormat wire, byte[] value) {
    return wire.decode(value) instanceof Decoded.Ok(LogChunk event)
        ? Optional.of(piece(event)).filter(LogCodec::isSound)
        : Optional.empty();
  }

  private static LogPiece piece(LogChunk event) {
    ByteBuffer buffer = event.getBytes().duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return new LogPiece(
        event.getAttemptId(),
        event.getToken(),
        event.getOffset(),
        event.getLine(),
        bytes,
        event.getLast());
  }

  private static boolean isSound(LogPiece piece) {
    return piece.offset() >= 0
        && piece.offset() <= LONGEST
        && piece.line() >= 0
        && piece.line() <= LONGEST
        && piece.bytes().length <= BYTES_AT_MOST;
  }
}
