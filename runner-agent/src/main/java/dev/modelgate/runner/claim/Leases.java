package dev.modelgate.runner.claim;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which attempts this session of the agent may speak for, and until when (architecture, section 6).
 *
 * <p>A lease is renewed by the answer to a heartbeat and counts from the moment in which that
 * heartbeat was sent, so that an answer that was long on its way renews little. Time is what a
 * monotonic clock says in nanoseconds, handed in.
 *
 * @param session of the agent; answers to another one are ignored
 * @param sent sequence of the last heartbeat, 0 before the first
 * @param answered sequence of the newest heartbeat that was answered, 0 before the first
 * @param heartbeats those that may still be answered
 * @param renewedAt when each attempt's lease was renewed
 */
public record Leases(
    String session,
    long sent,
    long answered,
    Map<Long, Heartbeat> heartbeats,
    Map<AttemptKey, Long> renewedAt) {

  /** Answers are waited for as long as this many further heartbeats take. */
  static final int WAITED_FOR = 120;

  /** The attempts that a heartbeat listed, and when it was sent. */
  public record Heartbeat(Set<AttemptKey> attempts, long nanos) {

    public Heartbeat {
      attempts = Set.copyOf(attempts);
    }
  }

  /** What an answer means. */
  public sealed interface Renewal {

    /** It answers another session or an older heartbeat than the last answer. */
    record Stale() implements Renewal {}

    /**
     * It counts.
     *
     * @param lost the attempts of that heartbeat that may not go on
     */
    record Counts(Leases next, Set<AttemptKey> lost) implements Renewal {}
  }

  public Leases {
    heartbeats = Map.copyOf(heartbeats);
    renewedAt = Map.copyOf(renewedAt);
  }

  public static Leases none(String session) {
    return new Leases(session, 0, 0, Map.of(), Map.of());
  }

  /** After an attempt was assigned: the leader wanted it at that moment. */
  public Leases assigned(AttemptKey key, long nanos) {
    Map<AttemptKey, Long> more = new HashMap<>(renewedAt);
    more.put(key, nanos);
    return new Leases(session, sent, answered, heartbeats, more);
  }

  /** After a heartbeat with the next sequence was sent. */
  public Leases sent(Set<AttemptKey> attempts, long nanos) {
    long sequence = sent + 1;
    Map<Long, Heartbeat> waiting = new LinkedHashMap<>(heartbeats);
    waiting.keySet().removeIf(old -> old <= sequence - WAITED_FOR);
    waiting.put(sequence, new Heartbeat(attempts, nanos));
    return new Leases(session, sequence, answered, waiting, renewedAt);
  }

  /** Takes an answer in. */
  public Renewal answered(Command.Renew answer) {
    Heartbeat heartbeat = heartbeats.get(answer.sequence());
    if (!answer.session().equals(session) || answer.sequence() <= answered || heartbeat == null) {
      return new Renewal.Stale();
    }
    Map<AttemptKey, Long> renewed = new HashMap<>(renewedAt);
    Set<AttemptKey> lost = new HashSet<>();
    for (AttemptKey key : heartbeat.attempts()) {
      if (answer.attempts().contains(key)) {
        renewed.merge(key, heartbeat.nanos(), (a, b) -> a - b > 0 ? a : b);
      } else {
        renewed.remove(key);
        lost.add(key);
      }
    }
    Map<Long, Heartbeat> waiting = new LinkedHashMap<>(heartbeats);
    waiting.keySet().removeIf(old -> old <= answer.sequence());
    return new Renewal.Counts(
        new Leases(session, sent, answer.sequence(), waiting, renewed), Set.copyOf(lost));
  }

  /** After an attempt was dropped. */
  public Leases without(AttemptKey key) {
    Map<AttemptKey, Long> fewer = new HashMap<>(renewedAt);
    fewer.remove(key);
    return new Leases(session, sent, answered, heartbeats, fewer);
  }

  /** Whether something may still be said about an attempt. */
  public boolean holds(AttemptKey key, long nanos, Duration patience) {
    Long renewed = renewedAt.get(key);
    return renewed != null && nanos - renewed <= patience.toNanos();
  }
}
