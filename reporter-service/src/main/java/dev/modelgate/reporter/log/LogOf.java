package dev.modelgate.reporter.log;

import dev.modelgate.reporter.render.AttemptReport;
import dev.modelgate.reporter.render.RunReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose log it is, and what was said of it.
 *
 * @param token null while only the agent knows it
 * @param startedAt null where the job never started
 * @param finishedAt null while it runs, and where nobody knows
 * @param over whether the attempt has ended
 * @param bytes of the whole log; −1 where nobody said
 */
public record LogOf(
    String attemptId,
    @Nullable Long token,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    boolean over,
    long bytes) {

  public static LogOf of(AttemptReport attempt) {
    return new LogOf(
        attempt.id(),
        attempt.token(),
        attempt.startedAt(),
        attempt.finishedAt(),
        attempt.outcome() != null,
        attempt.logBytes());
  }

  /** Every attempt of a run. */
  public static List<AttemptReport> attempts(RunReport run) {
    return run.experiments().stream()
        .flatMap(experiment -> experiment.attempts().stream())
        .toList();
  }

  /** The attempt that started last. */
  public static Optional<AttemptReport> newest(RunReport run) {
    return attempts(run).stream()
        .max(
            Comparator.comparing(
                    (AttemptReport attempt) -> attempt.startedAt(),
                    Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparingInt(AttemptReport::number)
                .thenComparing(AttemptReport::id));
  }

  /**
   * The attempt that a request names.
   *
   * @param wanted its number or, because several steps may each have a first attempt, its id; null:
   *     the newest
   */
  public static Optional<AttemptReport> find(RunReport run, @Nullable String wanted) {
    return wanted == null || wanted.isBlank()
        ? newest(run)
        : attempts(run).stream()
            .filter(a -> a.id().equals(wanted) || Integer.toString(a.number()).equals(wanted))
            .findFirst();
  }

  /** How requests name it: by its number where that says which one is meant. */
  public static String name(RunReport run, AttemptReport attempt) {
    long same = attempts(run).stream().filter(a -> a.number() == attempt.number()).count();
    return same == 1 ? Integer.toString(attempt.number()) : attempt.id();
  }
}
