package dev.modelgate.scheduler.announce;

import dev.modelgate.events.RunnerApproved;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Says who may run. */
public final class RunnersCodec {

  private RunnersCodec() {}

  /** A runner may work for this installation, for every team. */
  public static SpecificRecord approved(
      Said said,
      String runnerId,
      String name,
      List<String> machines,
      int slots,
      boolean ignoresContainers) {
    return RunnerApproved.newBuilder()
        .setEventId(said.eventId())
        .setOccurredAt(said.at())
        .setCausedBy(said.causedBy())
        .setRunnerId(runnerId)
        .setRunnerName(name)
        .setMachines(machines)
        .setSlots(slots)
        .setIgnoresContainers(ignoresContainers)
        .build();
  }
}
