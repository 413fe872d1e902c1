package dev.modelgate.scheduler.announce;

import dev.modelgate.events.QueueSnapshot;
import dev.modelgate.events.WaitingExperiment;
import org.apache.avro.specific.SpecificRecord;

/** Says what waits. */
public final class QueueCodec {

  private QueueCodec() {}

  /** What waits in a pool. */
  public static SpecificRecord snapshot(Said said, String pool, long epoch, QueueState queue) {
    return QueueSnapshot.newBuilder()
        .setEventId(said.eventId())
        .setOccurredAt(said.at())
        .setCausedBy(said.causedBy())
        .setPool(pool)
        .setEpoch(epoch)
        .setWaiting(queue.waiting().stream().map(QueueCodec::waiting).toList())
        .setWaitingCount(queue.count())
        .setOffers(queue.offers())
        .build();
  }

  private static WaitingExperiment waiting(QueueState.Entry entry) {
    return WaitingExperiment.newBuilder()
        .setExperimentId(entry.row().experimentId())
        .setProjectId(entry.row().projectId())
        .setRunNumber(entry.row().runNumber())
        .setWorkflow(entry.row().workflow())
        .setStep(entry.row().step())
        .setMachine(entry.row().machine())
        .setPosition(entry.position())
        .setQueuedAt(entry.row().queuedAt())
        .setReason(entry.reason())
        .setSentence(entry.sentence())
        .build();
  }
}
