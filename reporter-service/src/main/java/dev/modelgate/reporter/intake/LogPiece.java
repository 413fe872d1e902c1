package dev.modelgate.reporter.intake;

/**
 * A piece of an attempt's log.
 *
 * @param token of the attempt; the highest counts
 * @param offset position of its first byte in the log
 * @param line number of the line that its first byte belongs to; 0 where nobody said
 * @param bytes as the job wrote them
 * @param last whether the log ends here
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record LogPiece(
    String attemptId, long token, long offset, long line, byte[] bytes, boolean last) {}
