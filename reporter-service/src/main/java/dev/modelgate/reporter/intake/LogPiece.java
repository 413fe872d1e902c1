package dev.modelgate.reporter.intake;

/**
 * A piece of an attempt's log.
 *
 * @param token of the attempt; the highest counts
 * @param sequence number of the piece, from 0
 * @param offset position of its first byte in the log
 * @param bytes as the job wrote them
 * @param last whether the log ends here
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record LogPiece(
    String attemptId, long token, long sequence, long offset, byte[] bytes, boolean last) {}
