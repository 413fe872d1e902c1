package dev.modelgate.scheduler.leader;

import dev.modelgate.scheduler.intake.Heartbeat;
import dev.modelgate.scheduler.lease.LeaseReview;
import dev.modelgate.scheduler.lease.LeaseRules;
import dev.modelgate.scheduler.lease.LiveAttempt;
import dev.modelgate.scheduler.placement.Host;
import dev.modelgate.scheduler.store.RunnerRow;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The approved runners and what they last said, as one leader hears them. For one thread. */
public final class Hosts {

  private final Duration since;
  private final Map<String, Approved> runners = new LinkedHashMap<>();
  private final Set<String> heardLately = new TreeSet<>();
  private boolean changed;

  /** A runner with its last heartbeat in this term. */
  private record Approved(RunnerRow row, @Nullable Heartbeat last, Duration heardAt) {}

  /** Begins with silence, which counts from that moment on. */
  public Hosts(Duration since) {
    this.since = since;
  }

  /** Takes over who is approved. */
  public void approved(List<RunnerRow> rows) {
    Map<String, Approved> now = new LinkedHashMap<>();
    for (RunnerRow row : rows) {
      Approved before = runners.get(row.runnerId());
      now.put(
          row.runnerId(),
          before == null
              ? new Approved(row, null, since)
              : new Approved(row, before.last(), before.heardAt()));
    }
    runners.clear();
    runners.putAll(now);
  }

  public boolean isApproved(String runnerId) {
    return runners.containsKey(runnerId);
  }

  /** Takes a heartbeat of an approved runner; false where it is older than one that was taken. */
  public boolean heard(Heartbeat heartbeat, Duration at) {
    Approved runner = runners.get(heartbeat.runnerId());
    if (runner == null || isOld(heartbeat, runner.last())) {
      return false;
    }
    runners.put(heartbeat.runnerId(), new Approved(runner.row(), heartbeat, at));
    changed |= isNews(heartbeat, runner.last());
    heardLately.add(heartbeat.runnerId());
    return true;
  }

  private static boolean isOld(Heartbeat heartbeat, @Nullable Heartbeat last) {
    return last != null
        && last.session().equals(heartbeat.session())
        && last.sequence() >= heartbeat.sequence();
  }

  private static boolean isNews(Heartbeat heartbeat, @Nullable Heartbeat last) {
    return last == null
        || !last.machines().equals(heartbeat.machines())
        || last.slots() != heartbeat.slots()
        || last.ignoresContainers() != heartbeat.ignoresContainers()
        || !last.held().equals(heartbeat.held());
  }

  /** Whether a heartbeat said something new for placement since this was last asked. */
  public boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /** When a runner was last heard; before it ever was, when the term began. */
  public Duration heardAt(String runnerId) {
    Approved runner = runners.get(runnerId);
    return runner == null ? since : runner.heardAt();
  }

  public Optional<RunnerRow> row(String runnerId) {
    return Optional.ofNullable(runners.get(runnerId)).map(Approved::row);
  }

  /** Who was heard since this was last asked. */
  public Set<String> takeHeardLately() {
    Set<String> heard = Set.copyOf(heardLately);
    heardLately.clear();
    return heard;
  }

  /**
   * The hosts for placement. A host offers what its runner says now and was approved for. An
   * attempt that a runner still holds takes a slot, even one that is not to be held any more,
   * unless the runner itself said since that it ended.
   *
   * @param ended attempts that ended by their runner's own word
   */
  public List<Host> now(
      Duration now, LeaseRules rules, Collection<LiveAttempt> live, Set<String> ended) {
    Map<String, Set<String>> held =
        live.stream()
            .collect(
                Collectors.groupingBy(
                    LiveAttempt::runnerId,
                    Collectors.mapping(
                        LiveAttempt::attemptId, Collectors.toCollection(HashSet::new))));
    return runners.values().stream().map(runner -> host(runner, now, rules, held, ended)).toList();
  }

  private static Host host(
      Approved runner,
      Duration now,
      LeaseRules rules,
      Map<String, Set<String>> live,
      Set<String> ended) {
    RunnerRow row = runner.row();
    Set<String> machines = new TreeSet<>(row.machineNames());
    Set<String> used = new HashSet<>(live.getOrDefault(row.runnerId(), Set.of()));
    Heartbeat last = runner.last();
    if (last == null) {
      return new Host(
          row.runnerId(),
          row.name(),
          machines,
          row.slots(),
          used.size(),
          row.ignoresContainers(),
          false);
    }
    machines.retainAll(Set.copyOf(last.machines()));
    last.held().stream()
        .filter(attempt -> !attempt.ended() && !ended.contains(attempt.attemptId()))
        .map(Heartbeat.Held::attemptId)
        .forEach(used::add);
    return new Host(
        row.runnerId(),
        row.name(),
        machines,
        Math.min(row.slots(), last.slots()),
        used.size(),
        row.ignoresContainers() && last.ignoresContainers(),
        LeaseReview.isKnown(now.minus(runner.heardAt()), rules));
  }
}
