package dev.modelgate.reporter.log;

import dev.modelgate.reporter.bucket.Bucket;
import dev.modelgate.reporter.bucket.BucketException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the parts of logs: the bucket's listing, and the topic for what is newer. */
@Singleton
public final class Logs {

  /** A page does not wait longer for the newest lines; whoever follows sees them a moment later. */
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  /** Clocks of agents, bucket and brokers differ. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  /** The topic keeps a day; uploads may come as long. */
  private static final Duration TOPIC_KEEPS = Duration.ofDays(1);

  /** Of an attempt whose agent never said how long its log is, nobody will. */
  private static final Duration SPEECHLESS_AFTER = Duration.ofMinutes(2);

  private final Bucket bucket;
  private final Tails tails;
  private final Listings listings = new Listings();
  private final Clock clock;

  Logs(Bucket bucket, Tails tails, Clock clock) {
    this.bucket = bucket;
    this.tails = tails;
    this.clock = clock;
  }

  /** Where the objects of an attempt lie; empty where nobody knows or stored anything. */
  public Optional<String> folder(LogOf log) {
    String attempt = "attempts/" + log.attemptId() + "/";
    Long token = log.token();
    if (token != null) {
      return Optional.of(attempt + token + "/");
    }
    return bucket.folders(attempt).stream()
        .filter(name -> name.matches("[0-9]{1,18}"))
        .max(Comparator.comparingLong(Long::parseLong))
        .map(newest -> attempt + newest + "/");
  }

  /** The log as it is now. Never fails: what cannot be looked for is said. */
  public LogSnapshot look(LogOf log) {
    String trouble = "";
    LogIndex stored = new LogIndex(List.of());
    try {
      stored = listings.get(log, () -> listing(log));
    } catch (BucketException e) {
      trouble = "What is stored of this log cannot be read at the moment.";
    }
    Tail tail = tail(log, stored).orElse(null);
    LogIndex index = tail == null ? stored : stored.with(tail.parts());
    long told = Math.max(log.over() ? log.bytes() : -1, tail == null ? -1 : tail.endOfLog());
    boolean whole = told >= 0 && index.firstGap() >= told;
    boolean ended = whole || log.over() && isSettled(log);
    return new LogSnapshot(bucket, index, tail, told, ended, trouble);
  }

  /** The tail, where the bucket does not have the whole log and the topic may know more. */
  private Optional<Tail> tail(LogOf log, LogIndex stored) {
    Instant startedAt = log.startedAt();
    boolean whole = log.over() && log.bytes() >= 0 && stored.firstGap() >= log.bytes();
    if (startedAt == null || whole || isAfter(log, TOPIC_KEEPS)) {
      return Optional.empty();
    }
    Instant since = stored.storedUntil().filter(startedAt::isBefore).orElse(startedAt);
    Optional<Tail> tail = tails.of(log.attemptId(), since.minus(MARGIN));
    try {
      if (tail.isPresent()) {
        tail.get().awaitCaughtUp(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return tail;
  }

  private boolean isSettled(LogOf log) {
    return isAfter(log, log.bytes() < 0 ? SPEECHLESS_AFTER : TOPIC_KEEPS);
  }

  private boolean isAfter(LogOf log, Duration time) {
    Instant finishedAt = log.finishedAt() == null ? log.startedAt() : log.finishedAt();
    return log.over() && (finishedAt == null || finishedAt.plus(time).isBefore(clock.instant()));
  }

  private LogIndex listing(LogOf log) {
    return folder(log)
        .map(folder -> folder + "log/")
        .map(prefix -> LogIndex.stored(prefix, bucket.list(prefix)))
        .orElse(new LogIndex(List.of()));
  }
}
