package dev.modelgate.reporter.intake;

import dev.modelgate.events.LogChunk;
import java.nio.ByteBuffer;

/** Reads pieces of logs. */
public final class LogCodec {

  private LogCodec() {}

  public static LogPiece piece(LogChunk event) {
    ByteBuffer buffer = event.getBytes().duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return new LogPiece(
        event.getAttemptId(),
        event.getToken(),
        event.getSequence(),
        event.getOffset(),
        bytes,
        event.getLast());
  }
}
