package dev.modelgate.runner.upload;

import dev.modelgate.runner.claim.AttemptKey;
import dev.modelgate.runner.claim.HeldAttempt;
import dev.modelgate.runner.claim.HeldAttempts;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores one kind of files of all attempts, in turns of a few files each. What fails is tried
 * again, ever more seldom, until the attempt is no longer wanted or too long over. For one thread;
 * whether an attempt is settled anybody may ask.
 */
final class Uploader {

  private static final Logger log = LoggerFactory.getLogger(Uploader.class);
  private static final int MOST_FILES = 30;
  private static final long MOST_BYTES = 64L * 1024 * 1024;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** What a store answers that will never take this file: its name or size is none for it. */
  private static final Set<Integer> NEVER = Set.of(400, 405, 411, 413, 414);

  private static final int MOST_REFUSALS = 5;

  /** How an attempt's uploads stand in memory. */
  private static final class Turn {
    private final Waiting waiting;
    private int failures;
    private int refusals;
    private long notBefore;

    private Turn(Waiting waiting, long now) {
      this.waiting = waiting;
      this.notBefore = now;
    }
  }

  private final String what;
  private final HeldAttempts attempts;
  private final Grants grants;
  private final Duration patience;
  private final Clock clock;
  private final Function<HeldAttempt, Waiting> open;
  private final Map<AttemptKey, Turn> turns = new HashMap<>();
  private final Set<AttemptKey> settled = ConcurrentHashMap.newKeySet();

  Uploader(
      String what,
      HeldAttempts attempts,
      Grants grants,
      Duration patience,
      Clock clock,
      Function<HeldAttempt, Waiting> open) {
    this.what = what;
    this.attempts = attempts;
    this.grants = grants;
    this.patience = patience;
    this.clock = clock;
    this.open = open;
  }

  /** Whether all is stored, or is not wanted any more. */
  boolean isSettled(AttemptKey key) {
    return settled.contains(key);
  }

  /** One turn for each attempt. */
  void round() {
    List<HeldAttempt> all = attempts.all();
    Set<AttemptKey> held = Set.copyOf(all.stream().map(HeldAttempt::key).toList());
    turns.keySet().retainAll(held);
    settled.retainAll(held);
    for (HeldAttempt attempt : all) {
      if (settled.contains(attempt.key())) {
        continue;
      }
      Turn turn =
          turns.computeIfAbsent(
              attempt.key(), key -> new Turn(open.apply(attempt), System.nanoTime()));
      try {
        if (System.nanoTime() - turn.notBefore >= 0) {
          take(attempt, turn);
        }
      } catch (RuntimeException e) {
        later(attempt, turn, e.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void take(HeldAttempt attempt, Turn turn) throws InterruptedException {
    if (turn.waiting instanceof LogSegments segments) {
      segments.cut(System.nanoTime());
    }
    if (turn.waiting.isDone()) {
      settled.add(attempt.key());
      return;
    }
    List<Upload> next = bounded(turn.waiting.next(MOST_FILES));
    if (next.isEmpty()) {
      return;
    }
    if (isTooLate(attempt)) {
      drop(attempt, "it ended more than %s ago".formatted(patience));
      return;
    }
    switch (grants.ask(attempt.folder().assignment(), next)) {
      case Grants.Answer.Yes(List<Grants.Grant> granted) -> putAll(attempt, turn, next, granted);
      case Grants.Answer.NotCurrent() -> {
        if (attempt.isEnded()) {
          drop(attempt, "the scheduler does not want them any more");
        } else {
          later(attempt, turn, "the scheduler does not want them");
        }
      }
      case Grants.Answer.Invalid(String message) -> invalid(attempt, turn, next, message);
      case Grants.Answer.Unavailable(String message) -> later(attempt, turn, message);
    }
  }

  private void putAll(
      HeldAttempt attempt, Turn turn, List<Upload> files, List<Grants.Grant> granted)
      throws InterruptedException {
    for (int i = 0; i < files.size(); i++) {
      Upload file = files.get(i);
      Optional<BodyPublisher> body = turn.waiting.body(file);
      if (body.isEmpty()) {
        leaveOut(attempt, turn, file, "it is not what it was when the job was over");
        continue;
      }
      try {
        int status = grants.put(granted.get(i), body.get(), file.bytes());
        if (status / 100 != 2) {
          refused(attempt, turn, file, NEVER.contains(status), "the store answers " + status);
          return;
        }
      } catch (IOException e) {
        later(attempt, turn, "the store did not answer: " + e);
        return;
      }
      turn.waiting.settled(file);
      turn.failures = 0;
      turn.refusals = 0;
    }
  }

  /** One of them cannot be stored; asked for alone it is told from the others. */
  private void invalid(HeldAttempt attempt, Turn turn, List<Upload> files, String message)
      throws InterruptedException {
    Upload first = files.getFirst();
    if (files.size() == 1) {
      refused(attempt, turn, first, true, message);
      return;
    }
    switch (grants.ask(attempt.folder().assignment(), List.of(first))) {
      case Grants.Answer.Yes(List<Grants.Grant> granted) ->
          putAll(attempt, turn, List.of(first), granted);
      case Grants.Answer.Invalid(String why) -> refused(attempt, turn, first, true, why);
      case Grants.Answer.NotCurrent() -> later(attempt, turn, message);
      case Grants.Answer.Unavailable(String why) -> later(attempt, turn, why);
    }
  }

  /** A no that will stay one is believed when it was said often: whoever says it may be broken. */
  private void refused(HeldAttempt attempt, Turn turn, Upload file, boolean forGood, String why) {
    turn.refusals = forGood ? turn.refusals + 1 : 0;
    if (turn.refusals >= MOST_REFUSALS) {
      leaveOut(attempt, turn, file, why);
    } else {
      later(attempt, turn, why);
    }
  }

  private void leaveOut(HeldAttempt attempt, Turn turn, Upload file, String why) {
    log.error("{} of {} is never stored: {}", file.path(), attempt.key(), why);
    turn.waiting.settled(file);
    turn.failures = 0;
    turn.refusals = 0;
  }

  private void later(HeldAttempt attempt, Turn turn, String why) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(turn.failures, 6));
    turn.notBefore =
        System.nanoTime() + (pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause).toNanos();
    turn.failures++;
    if (turn.failures == 1 || turn.failures % 20 == 0) {
      log.warn("Expected to store {} of {}, but {}; trying again", what, attempt.key(), why);
    }
  }

  private void drop(HeldAttempt attempt, String why) {
    log.warn("Dropped what was not stored of {} of {}: {}", what, attempt.key(), why);
    settled.add(attempt.key());
  }

  private boolean isTooLate(HeldAttempt attempt) {
    Optional<Instant> end = attempt.isEnded() ? attempt.folder().endedAt() : Optional.empty();
    return end.filter(at -> Duration.between(at, clock.instant()).compareTo(patience) > 0)
        .isPresent();
  }

  /** A grant holds for minutes only: not more than can be put meanwhile, but one file always. */
  private static List<Upload> bounded(List<Upload> files) {
    long bytes = 0;
    int count = 0;
    while (count < files.size() && (count == 0 || bytes + files.get(count).bytes() <= MOST_BYTES)) {
      bytes += files.get(count).bytes();
      count++;
    }
    return files.subList(0, count);
  }
}
