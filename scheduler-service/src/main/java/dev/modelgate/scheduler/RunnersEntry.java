package dev.modelgate.scheduler;

import dev.modelgate.scheduler.runner.RunnerOffer;
import dev.modelgate.scheduler.runner.RunnerRegistry;
import dev.modelgate.scheduler.store.RunnerRow;
import dev.modelgate.stream.Brief;
import dev.modelgate.stream.KafkaConfig;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side of runners: register one, see them all. */
@Controller("/api/runners")
@ExecuteOn(TaskExecutors.BLOCKING)
class RunnersEntry {

  private static final Logger LOG = LoggerFactory.getLogger(RunnersEntry.class);

  private final RunnerRegistry registry;
  private final KafkaConfig kafka;
  private final SchedulerConfig config;
  private final ObjectMapper json;
  private final Clock clock;

  RunnersEntry(
      RunnerRegistry registry,
      KafkaConfig kafka,
      SchedulerConfig config,
      ObjectMapper json,
      Clock clock) {
    this.registry = registry;
    this.kafka = kafka;
    this.config = config;
    this.json = json;
    this.clock = clock;
  }

  /** What is posted; every field that is missing is a problem in the answer, not an exception. */
  @Serdeable
  record Registration(
      @Nullable String agentId,
      @Nullable String name,
      @Nullable List<String> machines,
      @Nullable Integer slots,
      @Nullable String containers,
      @Nullable String hostName,
      @Nullable String agentVersion) {

    RunnerOffer offer() {
      return new RunnerOffer(
          Objects.requireNonNullElse(agentId, ""),
          Objects.requireNonNullElse(name, ""),
          Objects.requireNonNullElse(machines, List.of()),
          Objects.requireNonNullElse(slots, 1),
          Objects.requireNonNullElse(containers, "none"),
          Objects.requireNonNullElse(hostName, ""),
          Objects.requireNonNullElse(agentVersion, ""));
    }
  }

  /** What a runner needs to know to begin. */
  @Serdeable
  record Registered(String runnerId, String bootstrapServers, String topicPrefix) {}

  /** Why a request was not done. */
  @Serdeable
  record Problem(String error, String message) {}

  /** One runner. */
  @Serdeable
  record Runner(
      String runnerId,
      String name,
      List<String> machines,
      int slots,
      long slotsUsed,
      String containers,
      String state,
      @Nullable Instant lastHeardAt,
      String hostName,
      String agentVersion,
      Instant approvedAt) {}

  /** All of them. */
  @Serdeable
  record Runners(List<Runner> runners) {}

  /**
   * Registers a runner under its name; again, it takes over what the runner offers now. A name that
   * another agent has is refused while that one is heard.
   */
  @Post
  @Secured("admin")
  HttpResponse<?> register(@Body String body) {
    Registration registration = read(body);
    if (registration == null) {
      return HttpResponse.badRequest(
          new Problem(
              "invalid-json",
              "Expected a JSON object with agentId, name, machines, slots, containers, hostName and agentVersion, but it"
                  + " cannot be read as one."));
    }
    RunnerOffer offer = registration.offer();
    List<String> problems = offer.problems();
    if (!problems.isEmpty()) {
      return HttpResponse.badRequest(new Problem("invalid-runner", String.join(" ", problems)));
    }
    try {
      return switch (registry.approve(offer, config.unknownAfter())) {
        case RunnerRegistry.Approval.Approved(String id) ->
            HttpResponse.ok(new Registered(id, kafka.bootstrapServers(), kafka.topicPrefix()));
        case RunnerRegistry.Approval.Taken(String host) -> taken(offer.name(), host);
      };
    } catch (KafkaException | IllegalStateException e) {
      LOG.warn("runner not registered name={} reason=\"{}\"", offer.name(), Brief.of(e));
      return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
          .body(
              new Problem(
                  "unavailable",
                  "Expected to register the runner, but Kafka does not answer; try again."));
    }
  }

  private HttpResponse<?> taken(String name, String host) {
    return HttpResponse.status(HttpStatus.CONFLICT)
        .body(
            new Problem(
                "name-taken",
                "Expected runner %s to be one agent, but another one on host %s has that name and was heard of lately; give this one another --name, or stop that one and start this one %d s later."
                    .formatted(name, host, config.unknownAfter().toSeconds())));
  }

  private @Nullable Registration read(String body) {
    try {
      return json.readValue(body, Registration.class);
    } catch (IOException e) {
      return null;
    }
  }

  /** Every approved runner by name. */
  @Get
  @Secured(SecurityRule.IS_ANONYMOUS)
  Runners list() {
    Map<String, Long> used = registry.usedSlots();
    Instant now = clock.instant();
    return new Runners(
        registry.all().stream()
            .map(row -> runner(row, used.getOrDefault(row.runnerId(), 0L), now))
            .toList());
  }

  private Runner runner(RunnerRow row, long used, Instant now) {
    return new Runner(
        row.runnerId(),
        row.name(),
        row.machineNames(),
        row.slots(),
        used,
        row.ignoresContainers() ? "ignore" : "none",
        state(row.heardAt(), now),
        row.heardAt(),
        row.hostName(),
        row.agentVersion(),
        row.approvedAt());
  }

  private String state(@Nullable Instant heardAt, Instant now) {
    if (heardAt == null) {
      return "never-heard";
    }
    Duration silence = Duration.between(heardAt, now);
    return silence.compareTo(config.unknownAfter()) < 0 ? "live" : "silent";
  }
}
