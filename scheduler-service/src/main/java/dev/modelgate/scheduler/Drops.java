package dev.modelgate.scheduler;

import dev.modelgate.scheduler.leader.DeadReports;
import dev.modelgate.scheduler.lease.LeaseEffect;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** What runners said and nobody listened to, as meters: by reason, from zero on. */
@Singleton
class Drops {

  private final MeterRegistry meters;

  Drops(MeterRegistry meters) {
    this.meters = meters;
    Stream.of(LeaseEffect.DropReason.values()).map(Enum::name).forEach(this::reports);
    Stream.of(DeadReports.UNREADABLE, DeadReports.INTERNAL, "NOT_ITS_OWN").forEach(this::reports);
    Stream.of("unreadable", "foreign-key", "not-approved", "old").forEach(this::heartbeats);
  }

  /** A report counts for nothing. */
  void report(String reason) {
    reports(reason).increment();
  }

  /** A heartbeat counts for nothing. */
  void heartbeat(String reason) {
    heartbeats(reason).increment();
  }

  private Counter reports(String reason) {
    return Counter.builder("modelgate.scheduler.reports.dropped")
        .description("Reports of runners that count for nothing, by reason")
        .tag("reason", reason)
        .register(meters);
  }

  private Counter heartbeats(String reason) {
    return Counter.builder("modelgate.scheduler.heartbeats.ignored")
        .description("Heartbeats of runners that count for nothing, by reason")
        .tag("reason", reason)
        .register(meters);
  }
}
