package dev.modelgate.reporter;

import dev.modelgate.reporter.bucket.Bucket;
import dev.modelgate.reporter.bucket.StoredObject;
import dev.modelgate.reporter.retention.Retention;
import dev.modelgate.reporter.store.RetentionStore;
import dev.modelgate.stream.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away what is old in the bucket, once a day, a thousand objects a step. Wherever a step is
 * interrupted, the next one does the same again, on whichever instance it is.
 */
@Singleton
final class RetentionFlow {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionFlow.class);

  /** Longer than a step takes: another instance goes on when this one is gone. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  private static final Duration EVERY = Duration.ofDays(1);
  private static final String ALL = "attempts/";

  private final RetentionStore store;
  private final Bucket bucket;
  private final Retention retention;
  private final Transactions transactions;
  private final Clock clock;

  RetentionFlow(
      RetentionStore store,
      Bucket bucket,
      Retention retention,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.bucket = bucket;
    this.retention = retention;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Goes on by one step; returns whether there is more to do now. */
  boolean step() {
    Instant now = clock.instant();
    String after = transactions.call(() -> store.take(now, LEASE)).orElse(null);
    if (after == null) {
      return false;
    }
    List<StoredObject> page = bucket.page(ALL, after);
    List<String> old = old(page, now);
    if (!old.isEmpty()) {
      bucket.delete(old);
      LOG.info("objects deleted because of their age count={}", old.size());
    }
    boolean done = page.isEmpty();
    String reached = done ? "" : page.getLast().key();
    transactions.run(() -> store.reached(reached, done ? now.plus(EVERY) : now));
    return !done;
  }

  private List<String> old(List<StoredObject> page, Instant now) {
    Map<String, Optional<RetentionStore.Standing>> standings = new HashMap<>();
    return page.stream()
        .filter(object -> goes(object, now, standings))
        .map(StoredObject::key)
        .toList();
  }

  private boolean goes(
      StoredObject object, Instant now, Map<String, Optional<RetentionStore.Standing>> standings) {
    Duration age = Duration.between(object.storedAt(), now);
    return switch (retention.fate(object.key(), age)) {
      case STAYS -> false;
      case GOES -> true;
      case DEPENDS ->
          standings
              .computeIfAbsent(
                  Retention.attempt(object.key()).orElse(""),
                  attempt -> transactions.call(() -> store.standing(attempt)))
              .map(run -> retention.goes(run.onTag(), run.baselineUntil(), now))
              .orElseGet(() -> retention.goesUnknown(age));
    };
  }
}
