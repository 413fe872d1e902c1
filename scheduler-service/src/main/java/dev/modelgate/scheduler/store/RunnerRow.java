package dev.modelgate.scheduler.store;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approved runner.
 *
 * @param machines the machine names that it offers, with commas
 * @param ignoresContainers whether it runs steps that name a container, as plain processes
 * @param agentId the agent that has the name; null where it registered before agents had ids
 * @param registeredAt when that agent last registered
 * @param heardAt when it was last heard of, give or take ten seconds
 */
@MappedEntity("runner")
public record RunnerRow(
    @Id String runnerId,
    String name,
    String machines,
    int slots,
    boolean ignoresContainers,
    String hostName,
    String agentVersion,
    Instant approvedAt,
    @Nullable String agentId,
    @Nullable Instant registeredAt,
    @Nullable Instant heardAt) {

  public List<String> machineNames() {
    return List.of(machines.split(","));
  }
}
