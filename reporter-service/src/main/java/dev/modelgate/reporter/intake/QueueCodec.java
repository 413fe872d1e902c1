package dev.modelgate.reporter.intake;

import dev.modelgate.events.QueueSnapshot;

/** Reads what waits, and why. */
public final class QueueCodec {

  private QueueCodec() {}

  public static QueueState snapshot(QueueSnapshot event) {
    return new QueueState(
        event.getPool(),
        event.getEpoch(),
        event.getOccurredAt(),
        event.getWaiting().stream()
            .map(w -> new QueueState.Waiting(w.getExperimentId(), w.getPosition(), w.getSentence()))
            .toList());
  }
}
