package dev.modelgate.reporter.log;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a few searches run at once: each of them may read a whole log. */
@Singleton
public final class SearchDesk {

  private static final int AT_ONCE = 3;
  private static final int LONGEST = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration TIME = Duration.ofSeconds(10);

  private final Semaphore places = new Semaphore(AT_ONCE);

  SearchDesk() {}

  /**
   * Searches within ten seconds; empty where too many do.
   *
   * @param wanted an empty one is found nowhere
   */
  public Optional<LogSearch.Hits> search(LogSnapshot log, String wanted, long from, int limit) {
    if (wanted.isEmpty() || wanted.length() > LONGEST) {
      return Optional.of(new LogSearch.Hits(List.of(), false, 0));
    }
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(LogSearch.search(log, wanted, from, limit, TIME));
    } finally {
      places.release();
    }
  }
}
