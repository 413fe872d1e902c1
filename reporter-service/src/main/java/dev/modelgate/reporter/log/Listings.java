package dev.modelgate.reporter.log;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Remembers listings for a moment, so that many who look at one log ask the bucket once. */
final class Listings {

  private static final int AT_MOST = 256;
  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  /** Segments never change; only retention takes them away. */
  private static final long WHOLE_FRESH = Duration.ofMinutes(5).toNanos();

  private record Listing(LogIndex index, long at, long fresh) {}

  private final Map<String, Listing> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Listing> eldest) {
          return size() > AT_MOST;
        }
      };

  /** The log's listing, not older than a second. */
  LogIndex get(LogOf log, Supplier<LogIndex> list) {
    String key = log.attemptId() + "/" + log.token();
    synchronized (known) {
      Listing listing = known.get(key);
      if (listing != null && System.nanoTime() - listing.at() < listing.fresh()) {
        return listing.index();
      }
    }
    long at = System.nanoTime();
    LogIndex index = list.get();
    boolean whole = log.over() && log.bytes() >= 0 && index.firstGap() >= log.bytes();
    synchronized (known) {
      known.put(key, new Listing(index, at, whole ? WHOLE_FRESH : FRESH));
    }
    return index;
  }
}
