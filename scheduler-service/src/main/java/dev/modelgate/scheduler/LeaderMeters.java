package dev.modelgate.scheduler;

import dev.modelgate.scheduler.placement.Decision;
import dev.modelgate.scheduler.placement.Host;
import dev.modelgate.scheduler.placement.WaitReason;
import dev.modelgate.scheduler.store.WaitingRow;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the leader sees, as gauges; who does not lead says zero, so that sums stay right. */
@Singleton
class LeaderMeters {

  private static final String PREFIX = "modelgate.scheduler.";

  private final AtomicLong epoch;
  private final AtomicLong live;
  private final AtomicLong oldest;
  private final Map<WaitReason, AtomicLong> waiting = new EnumMap<>(WaitReason.class);
  private final MultiGauge slots;
  private final MultiGauge heard;

  LeaderMeters(MeterRegistry meters) {
    epoch =
        gauge(meters, "leader.epoch", "Epoch of the leader's term; 0: this is none", Tags.empty());
    live = gauge(meters, "attempts.live", "Attempts whose token counts", Tags.empty());
    oldest =
        gauge(
            meters,
            "queue.oldest.seconds",
            "How long the first of the queue has waited",
            Tags.empty());
    for (WaitReason reason : WaitReason.values()) {
      Tags tags = Tags.of("reason", reason.code());
      waiting.put(
          reason, gauge(meters, "experiments.waiting", "Experiments that wait, by reason", tags));
    }
    slots =
        MultiGauge.builder(PREFIX + "runner.slots")
            .description("Slots of the approved runners that are heard of, taken and free")
            .register(meters);
    heard =
        MultiGauge.builder(PREFIX + "runner.heard")
            .description("Approved runners; 1: heard of lately, 0: silent")
            .register(meters);
  }

  /** A term goes on, with so many live attempts. */
  void leads(long term, int attempts) {
    epoch.set(term);
    live.set(attempts);
  }

  /** What placement found; the decisions are about the rows, in the same order. */
  void placed(List<WaitingRow> rows, List<Decision> decisions, List<Host> hosts, Instant now) {
    Map<WaitReason, Long> counts = new EnumMap<>(WaitReason.class);
    Instant first = now;
    for (int i = 0; i < decisions.size(); i++) {
      if (decisions.get(i) instanceof Decision.Wait wait) {
        counts.merge(wait.reason(), 1L, Long::sum);
        Instant queuedAt = rows.get(i).queuedAt();
        first = queuedAt.isBefore(first) ? queuedAt : first;
      }
    }
    waiting.forEach((reason, value) -> value.set(counts.getOrDefault(reason, 0L)));
    oldest.set(now.getEpochSecond() - first.getEpochSecond());
    show(hosts);
  }

  /** The term is over. */
  void leadsNoMore() {
    epoch.set(0);
    live.set(0);
    oldest.set(0);
    waiting.values().forEach(value -> value.set(0));
    show(List.of());
  }

  private void show(List<Host> hosts) {
    List<MultiGauge.Row<?>> slotRows = new ArrayList<>();
    List<MultiGauge.Row<?>> heardRows = new ArrayList<>();
    for (Host host : hosts) {
      Tags runner = Tags.of("runner", host.name());
      heardRows.add(MultiGauge.Row.of(runner, host.known() ? 1 : 0));
      if (host.known()) {
        int free = Math.max(0, host.slots() - host.used());
        slotRows.add(MultiGauge.Row.of(runner.and("state", "taken"), host.used()));
        slotRows.add(MultiGauge.Row.of(runner.and("state", "free"), free));
      }
    }
    heard.register(heardRows, true);
    slots.register(slotRows, true);
  }

  private static AtomicLong gauge(
      MeterRegistry meters, String name, String description, Tags tags) {
    AtomicLong value = new AtomicLong();
    Gauge.builder(PREFIX + name, value, AtomicLong::get)
        .description(description)
        .tags(tags)
        .strongReference(true)
        .register(meters);
    return value;
  }
}
