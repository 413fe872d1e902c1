package dev.modelgate.ingest.append;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.stream.rows.OutboxRow;
import dev.modelgate.stream.rows.PendingRows;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps what was signed but cannot be read, for a person to look at: its first 4 KiB on the
 * dead-letter topic of git events, with reason, size and digest as headers.
 */
@Singleton
@Requires(property = "datasources.default.url")
public class DeadLetters {

  private static final int KEPT_BYTES = 4 * 1024;

  private final PendingRows rows;
  private final String topic;

  DeadLetters(PendingRows rows, TopicNames names) {
    this.rows = rows;
    this.topic = names.deadLetter(names.of(Topic.GIT_EVENTS));
  }

  /** Adds a body to the current transaction. */
  public void add(String projectId, byte[] body, String sha256, String problem) {
    rows.add(
        new OutboxRow(
            topic,
            projectId,
            null,
            null,
            Arrays.copyOf(body, Math.min(body.length, KEPT_BYTES)),
            List.of(
                "modelgate-reason",
                "unreadable",
                "modelgate-error",
                problem,
                "modelgate-service",
                "ingest",
                "modelgate-body-bytes",
                Integer.toString(body.length),
                "modelgate-body-sha256",
                sha256)));
  }
}
