package dev.modelgate.e2e;

import dev.modelgate.events.ChecksEvaluated;
import dev.modelgate.events.ExperimentFinished;
import dev.modelgate.events.ExperimentQueued;
import dev.modelgate.events.GitEventReceived;
import dev.modelgate.events.PlanDeclined;
import dev.modelgate.events.RunFinished;
import dev.modelgate.events.WorkflowPlanned;
import dev.modelgate.events.wire.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Holds what was pushed against what the topics tell: every accepted delivery has one plan, every
 * experiment one end, every run one end, every subject one verdict. A record may be there twice
 * (sent again after a kill), two different ones of the same thing may not.
 */
final class History {

  private final Log log;
  private final List<String> doubts = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  private History(Log log) {
    this.log = log;
  }

  /** What was found: the numbers, and what is wrong with them. */
  record Found(Map<String, Integer> counts, List<String> doubts) {}

  /** Checks the topics of an installation against the commits that were pushed. */
  static Found of(Log log, Set<String> pushed) {
    History history = new History(log);
    history.check(pushed);
    return new Found(history.counts, history.doubts);
  }

  private void check(Set<String> pushed) {
    Map<String, List<GitEventReceived>> received =
        once(
            Topic.GIT_EVENTS,
            GitEventReceived.class,
            it -> String.valueOf(it.getSha()),
            it -> true);
    same("deliveries", pushed, received.keySet());
    Map<String, List<WorkflowPlanned>> planned =
        once(Topic.WORKFLOW_PLANS, WorkflowPlanned.class, WorkflowPlanned::getSha, it -> true);
    Map<String, List<PlanDeclined>> declined =
        once(
            Topic.WORKFLOW_PLANS,
            PlanDeclined.class,
            it -> String.valueOf(it.getSha()),
            it -> true);
    declined.keySet().forEach(sha -> doubts.add(sha + " was declined"));
    same("plans", pushed, planned.keySet());
    Set<String> queued =
        once(
                Topic.EXPERIMENTS,
                ExperimentQueued.class,
                ExperimentQueued::getExperimentId,
                it -> true)
            .keySet();
    same(
        "ends of experiments",
        queued,
        once(
                Topic.EXPERIMENTS,
                ExperimentFinished.class,
                ExperimentFinished::getExperimentId,
                it -> true)
            .keySet());
    same(
        "ends of runs",
        pushed,
        once(Topic.EXPERIMENTS, RunFinished.class, RunFinished::getSha, it -> true).keySet());
    same(
        "verdicts on experiments",
        queued,
        once(
                Topic.CHECK_RESULTS,
                ChecksEvaluated.class,
                it -> String.valueOf(it.getExperimentId()),
                it -> it.getExperimentId() != null)
            .keySet());
    Map<String, List<ChecksEvaluated>> verdicts =
        once(
            Topic.CHECK_RESULTS,
            ChecksEvaluated.class,
            ChecksEvaluated::getSha,
            it -> it.getExperimentId() == null);
    same("verdicts on runs", pushed, verdicts.keySet());
    verdicts.forEach(
        (sha, all) -> {
          if (!all.getFirst().getVerdict().name().equals("PASSED")) {
            doubts.add(sha + " is " + all.getFirst().getVerdict());
          }
        });
    counts.put("dead letters", log.deadLetters());
    if (log.deadLetters() != 0) {
      doubts.add("there are dead letters");
    }
  }

  /** Different events of a type by what they are about; more than one of one thing is a doubt. */
  private <E extends SpecificRecord> Map<String, List<E>> once(
      Topic topic, Class<E> type, Function<E, String> subject, Predicate<E> wanted) {
    Map<String, List<E>> bySubject = new TreeMap<>();
    Set<Object> ids = new HashSet<>();
    int doubles = 0;
    for (E event : log.events(topic, type).stream().filter(wanted).toList()) {
      if (ids.add(event.get(0))) {
        bySubject.computeIfAbsent(subject.apply(event), any -> new ArrayList<>()).add(event);
      } else {
        doubles++;
      }
    }
    bySubject.forEach(
        (about, events) -> {
          if (events.size() > 1) {
            doubts.add(events.size() + " different " + type.getSimpleName() + " of " + about);
          }
        });
    counts.merge(type.getSimpleName(), bySubject.size(), Integer::sum);
    counts.merge(type.getSimpleName() + " sent again", doubles, Integer::sum);
    return bySubject;
  }

  private void same(String what, Set<String> expected, Set<String> found) {
    Set<String> missing = new HashSet<>(expected);
    missing.removeAll(found);
    Set<String> more = new HashSet<>(found);
    more.removeAll(expected);
    Stream.of(
            missing.isEmpty() ? "" : what + " missing: " + missing,
            more.isEmpty() ? "" : what + " of nothing known: " + more)
        .filter(doubt -> !doubt.isEmpty())
        .forEach(doubts::add);
  }
}
