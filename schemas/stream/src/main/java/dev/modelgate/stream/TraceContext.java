package dev.modelgate.stream;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * The trace that the current work belongs to, as W3C's {@code traceparent} header carries it. Bound
 * to the thread; the outbox and tasks keep it beside their rows.
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits
 * @param sampled whether the trace is recorded somewhere
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {

  /** Name of the header. */
  public static final String HEADER = "traceparent";

  private static final Pattern FORMAT =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
  private static final String MDC_KEY = "trace";
  private static final ScopedValue<TraceContext> CURRENT = ScopedValue.newInstance();

  /** The trace of the current thread's work. */
  public static Optional<TraceContext> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** A new trace. */
  public static TraceContext create() {
    return new TraceContext(hex() + hex(), hex(), true);
  }

  /** Reads a header; empty where it is none that the specification's version 00 allows. */
  public static Optional<TraceContext> parse(String header) {
    Matcher matcher = FORMAT.matcher(header);
    if (!matcher.matches()
        || matcher.group(1).chars().allMatch(c -> c == '0')
        || matcher.group(2).chars().allMatch(c -> c == '0')) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(matcher.group(3), 16) & 1) == 1;
    return Optional.of(new TraceContext(matcher.group(1), matcher.group(2), sampled));
  }

  /** The same trace, one step further. */
  public TraceContext child() {
    return new TraceContext(traceId, hex(), sampled);
  }

  /** The header's text. */
  public String header() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }

  /** Runs the work as part of this trace; log lines within carry its id under {@code trace}. */
  public void run(Runnable work) {
    call(
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }

  /** As {@link #run}, for work with a result. */
  public <T> T call(Supplier<T> work) {
    String before = MDC.get(MDC_KEY);
    MDC.put(MDC_KEY, traceId);
    try {
      return ScopedValue.where(CURRENT, this).call(work::get);
    } finally {
      if (before == null) {
        MDC.remove(MDC_KEY);
      } else {
        MDC.put(MDC_KEY, before);
      }
    }
  }

  private static String hex() {
    long bits = ThreadLocalRandom.current().nextLong();
    return "%016x".formatted(bits == 0 ? 1 : bits);
  }
}
