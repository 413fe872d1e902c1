package dev.modelgate.runner.report;

import dev.modelgate.runner.claim.AttemptFolder;
import dev.modelgate.runner.claim.AttemptKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The one journal of each attempt's log, for whoever cuts it and whoever ships it. */
public final class Journals {

  private final Map<AttemptKey, LogJournal> byAttempt = new ConcurrentHashMap<>();

  public LogJournal of(AttemptFolder attempt) {
    return byAttempt.computeIfAbsent(attempt.key(), key -> new LogJournal(attempt.path()));
  }

  /** The attempt is gone. */
  public void forget(AttemptKey key) {
    byAttempt.remove(key);
  }
}
