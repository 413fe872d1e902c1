package dev.modelgate.scheduler.leader;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.stream.rows.OutboxRow;
import dev.modelgate.stream.rows.PendingRows;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;

/**
 * Sends reports that could not be taken to their dead-letter topic, as they came, in the current
 * transaction; with the headers that the loop gives its own.
 */
@Singleton
public class DeadReports {

  /** The bytes are no report. */
  public static final String UNREADABLE = "unreadable";

  /** Modelgate failed on it. */
  public static final String INTERNAL = "internal";

  private final PendingRows pending;
  private final TopicNames topics;

  DeadReports(PendingRows pending, TopicNames topics) {
    this.pending = pending;
    this.topics = topics;
  }

  /** Adds one; the reason is one of the above, the error one line. */
  public void add(RunnerTopics.Received report, String reason, String error) {
    String topic = topics.of(Topic.RUNNER_EVENTS);
    pending.add(
        new OutboxRow(
            topics.deadLetter(topic),
            Objects.requireNonNullElse(report.key(), "").replace('\0', '\uFFFD'),
            null,
            null,
            report.value(),
            List.of(
                "modelgate-reason",
                reason,
                "modelgate-error",
                error,
                "modelgate-service",
                "scheduler",
                "modelgate-topic",
                topic,
                "modelgate-partition",
                String.valueOf(report.partition()),
                "modelgate-offset",
                String.valueOf(report.offset()))));
  }
}
