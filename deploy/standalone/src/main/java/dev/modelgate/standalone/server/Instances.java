package dev.modelgate.standalone.server;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The instances of one service; they take turns, and one that did not answer is asked last. */
final class Instances {

  /** Longer than {@link Pulse} takes to find again that one does not answer. */
  private static final long AVOIDED = Duration.ofSeconds(5).toNanos();

  private final List<URI> addresses;
  private final AtomicInteger turn = new AtomicInteger();
  private final Map<URI, Long> failedAt = new ConcurrentHashMap<>();

  Instances(List<URI> addresses) {
    this.addresses = List.copyOf(addresses);
  }

  List<URI> addresses() {
    return addresses;
  }

  /** All of them, in the order in which a request is to try them. */
  List<URI> inOrder() {
    List<URI> first = new ArrayList<>();
    List<URI> last = new ArrayList<>();
    int start = addresses.size() < 2 ? 0 : Math.floorMod(turn.getAndIncrement(), addresses.size());
    for (int i = 0; i < addresses.size(); i++) {
      URI address = addresses.get((start + i) % addresses.size());
      Long failed = failedAt.get(address);
      (failed != null && System.nanoTime() - failed < AVOIDED ? last : first).add(address);
    }
    first.addAll(last);
    return first;
  }

  /** Notes that one answers. */
  void answered(URI address) {
    failedAt.remove(address);
  }

  /** Notes that one did not answer. */
  void failed(URI address) {
    failedAt.put(address, System.nanoTime());
  }
}
