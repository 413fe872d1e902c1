package dev.modelgate.reporter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.modelgate.events.LogChunk;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.reporter.bucket.Stored;
import dev.modelgate.testkit.Samples;
import dev.modelgate.testkit.TestService;
import java.nio.ByteBuffer;
import java.time.Instant;

/** An agent that writes the log of one attempt: into the bucket, to the topic, or to nowhere. */
final class Writing {

  private final TestService service;
  private final Stored stored;
  private final String attemptId;
  private long offset;
  private long line = 1;
  private long sequence;

  Writing(TestService service, Stored stored, Told told) {
    this.service = service;
    this.stored = stored;
    this.attemptId = told.attemptId();
  }

  /** Stores a segment. */
  Writing store(String text) {
    return store(text.getBytes(UTF_8));
  }

  Writing store(byte[] bytes) {
    stored.put(folder() + "log/%015d-%012d".formatted(offset, line), bytes);
    return lose(bytes);
  }

  /** Sends a piece to the topic. */
  Writing say(String text) {
    return say(text.getBytes(UTF_8), false);
  }

  /** Sends the last piece to the topic. */
  Writing end(String text) {
    return say(text.getBytes(UTF_8), true);
  }

  Writing say(byte[] bytes, boolean last) {
    service.send(
        Topic.LOGS,
        attemptId,
        LogChunk.newBuilder()
            .setEventId("log-" + attemptId + "-" + sequence)
            .setOccurredAt(Instant.EPOCH)
            .setAttemptId(attemptId)
            .setProjectId(Samples.PROJECT_ID)
            .setToken(1)
            .setSequence(sequence++)
            .setOffset(offset)
            .setLine(line)
            .setBytes(ByteBuffer.wrap(bytes))
            .setLast(last)
            .build());
    return lose(bytes);
  }

  /** Writes what neither gets. */
  Writing lose(String text) {
    return lose(text.getBytes(UTF_8));
  }

  private Writing lose(byte[] bytes) {
    offset += bytes.length;
    for (byte b : bytes) {
      line += b == '\n' ? 1 : 0;
    }
    return this;
  }

  long offset() {
    return offset;
  }

  String folder() {
    return "attempts/" + attemptId + "/1/";
  }
}
