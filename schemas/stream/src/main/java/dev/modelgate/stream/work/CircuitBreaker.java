package dev.modelgate.stream.work;

import dev.modelgate.stream.Backoff;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which hosts get nothing at this moment: those that failed several times in a row, until a pause
 * is over, and those that have as much to do as one host gets. After the pause one task may try; it
 * closes the circuit or opens it for longer. Times are nanoseconds of a clock that only goes
 * forward. Not thread-safe.
 */
final class CircuitBreaker {

  private static final int FAILURES_TO_OPEN = 5;
  private static final int AT_ONCE = 8;
  private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));

  private record Host(int running, int failures, long openUntil) {

    private static final Host NEW = new Host(0, 0, 0);

    private boolean open() {
      return failures >= FAILURES_TO_OPEN;
    }

    private boolean closedFor(long now) {
      return running >= AT_ONCE || (open() && (running > 0 || openUntil - now > 0));
    }
  }

  private final Map<String, Host> hosts = new HashMap<>();

  /** A task for the host begins. */
  void started(String host) {
    Host was = hosts.getOrDefault(host, Host.NEW);
    hosts.put(host, new Host(was.running() + 1, was.failures(), was.openUntil()));
  }

  /** It ended, and the host is not to blame. */
  void succeeded(String host) {
    Host was = hosts.getOrDefault(host, Host.NEW);
    if (was.running() <= 1) {
      hosts.remove(host);
    } else {
      hosts.put(host, new Host(was.running() - 1, 0, 0));
    }
  }

  /** It ended with a failure. */
  void failed(String host, long now) {
    Host was = hosts.getOrDefault(host, Host.NEW);
    int failures = was.failures() + 1;
    long until =
        failures >= FAILURES_TO_OPEN
            ? now + PAUSES.after(failures - FAILURES_TO_OPEN + 1).toNanos()
            : 0;
    hosts.put(host, new Host(Math.max(was.running() - 1, 0), failures, until));
  }

  /** It ended without telling anything about the host. */
  void ended(String host) {
    Host was = hosts.getOrDefault(host, Host.NEW);
    hosts.put(host, new Host(Math.max(was.running() - 1, 0), was.failures(), was.openUntil()));
  }

  /** The hosts that get nothing now. */
  Set<String> closed(long now) {
    Set<String> closed = new HashSet<>();
    hosts.forEach(
        (name, host) -> {
          if (host.closedFor(now)) {
            closed.add(name);
          }
        });
    return closed;
  }
}
