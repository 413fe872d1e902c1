package dev.modelgate.reporter.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one log for one viewer, as it grows. It remembers a position and nothing else: whoever is
 * slow gets what is stored by then, and whoever left goes on at any position.
 */
public final class LogFollower {

  private static final int AT_ONCE = 64 * 1024;
  private static final long LOOK_AGAIN = Duration.ofSeconds(1).toNanos();
  private static final long ASK_AGAIN = Duration.ofSeconds(2).toNanos();
  private static final long WAITS_FOR_THE_REST = Duration.ofSeconds(60).toNanos();

  private final Logs logs;
  private final Supplier<LogOf> which;
  private LogOf log;
  private LogSnapshot snapshot;
  private long askedAt = System.nanoTime();
  private long lookedAt;
  private long position;
  private long line;
  private long overSince;

  /** What comes next of a log. */
  public sealed interface Step {

    /** Text that begins at a position, in a line, and ends before the next position. */
    record Chunk(long offset, long line, String text, long next) implements Step {}

    /** Bytes that are not there; reading goes on after them. */
    record Gap(long from, long to) implements Step {}

    /** Nothing came. */
    record Still() implements Step {}

    /** Nothing will come. */
    record End() implements Step {}
  }

  /**
   * @param which what is known of the log, asked again while it is waited for
   * @param from position of the first byte that is wanted
   */
  public LogFollower(Logs logs, Supplier<LogOf> which, long from) {
    this.logs = logs;
    this.which = which;
    this.log = which.get();
    this.snapshot = logs.look(log);
    this.lookedAt = System.nanoTime();
    this.position = Math.clamp(from, 0, snapshot.size());
    this.line = LogLines.lineAt(snapshot, position);
  }

  /** The next step, waited for at most so long. */
  public Step next(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      Step step = here();
      if (step != null) {
        return step;
      }
      Tail tail = snapshot.tail();
      long seen = tail == null ? 0 : tail.version();
      look();
      step = here();
      if (step != null) {
        return step;
      }
      if (snapshot.ended() || snapshot.endsAt(position) || isGivenUp()) {
        return end();
      }
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return new Step.Still();
      }
      pause(tail, seen, Math.min(left, LOOK_AGAIN));
    }
  }

  /** What the last look has at this position; null where that is nothing. */
  private @Nullable Step here() {
    int place = snapshot.index().at(position);
    if (place == snapshot.index().parts().size()) {
      return null;
    }
    LogPart part = snapshot.index().parts().get(place);
    if (part.offset() > position) {
      // Perhaps it was stored since.
      if (System.nanoTime() - lookedAt > LOOK_AGAIN) {
        look();
        return here();
      }
      return gap(part.offset(), part.line());
    }
    byte[] bytes = snapshot.bytes(part, position, Math.min(part.end(), position + AT_ONCE));
    if (bytes.length == 0) {
      return gap(part.end(), line);
    }
    boolean more = snapshot.index().continues(place) || position + bytes.length < part.end();
    int whole = more || !snapshot.ended() ? Utf8.whole(bytes) : bytes.length;
    if (whole == 0) {
      return more ? chunk(bytes) : null;
    }
    return chunk(whole == bytes.length ? bytes : Arrays.copyOf(bytes, whole));
  }

  private Step chunk(byte[] bytes) {
    var chunk =
        new Step.Chunk(
            position, line, new String(bytes, StandardCharsets.UTF_8), position + bytes.length);
    for (byte b : bytes) {
      line += b == '\n' ? 1 : 0;
    }
    position += bytes.length;
    return chunk;
  }

  private Step gap(long to, long lineThere) {
    Step.Gap gap = new Step.Gap(position, to);
    position = to;
    line = Math.max(line, lineThere);
    return gap;
  }

  private Step end() {
    return snapshot.size() > position ? gap(snapshot.size(), line) : new Step.End();
  }

  private void look() {
    if (System.nanoTime() - askedAt > ASK_AGAIN) {
      log = which.get();
      askedAt = System.nanoTime();
    }
    snapshot = logs.look(log);
    lookedAt = System.nanoTime();
    if (log.over() && overSince == 0) {
      overSince = lookedAt;
    }
  }

  /** The attempt is over, and what is missing of its log did not come for a minute. */
  private boolean isGivenUp() {
    return overSince != 0 && System.nanoTime() - overSince > WAITS_FOR_THE_REST;
  }

  private static void pause(@Nullable Tail tail, long seen, long nanos)
      throws InterruptedException {
    if (tail == null) {
      Thread.sleep(Duration.ofNanos(nanos));
    } else {
      tail.awaitChange(seen, Duration.ofNanos(nanos));
    }
  }
}
