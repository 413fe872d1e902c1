package dev.modelgate.stream;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The trace that the current work belongs to, as W3C's {@code traceparent} header carries it. Bound
 * to the thread; the outbox and tasks keep it beside their rows.
 *
 * <p>Where OpenTelemetry's Java agent is present, each {@link #step} is a span that it exports.
 * Without it the ids travel all the same.
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

  /** The trace of the current thread's work, ours or that of a span which somebody else began. */
  public static Optional<TraceContext> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : of(Span.current().getSpanContext());
  }

  /** What a row or a record that comes of the current work is to carry. */
  public static String outgoing() {
    return current().orElseGet(TraceContext::create).header();
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

  /**
   * Runs a step of a trace as a span of its own.
   *
   * @param cause header of what led to it; null or none of version 00: the current work did, or
   *     else a new trace begins
   * @param name what the span is called; of few different values
   */
  public static <T> T step(@Nullable String cause, String name, Supplier<T> work) {
    Optional<TraceContext> parent =
        Optional.ofNullable(cause).flatMap(TraceContext::parse).or(TraceContext::current);
    Span span =
        GlobalOpenTelemetry.getTracer("dev.modelgate")
            .spanBuilder(name)
            .setParent(
                parent
                    .map(known -> Context.root().with(Span.wrap(known.asRemote())))
                    .orElseGet(Context::root))
            .setSpanKind(SpanKind.CONSUMER)
            .startSpan();
    // Nobody records: what OpenTelemetry hands out then is the parent itself, or nothing.
    TraceContext step =
        of(span.getSpanContext())
            .filter(begun -> !parent.equals(Optional.of(begun)))
            .orElseGet(
                () ->
                    parent
                        .map(known -> new TraceContext(known.traceId, hex(), known.sampled))
                        .orElseGet(TraceContext::create));
    try {
      return step.within(span, work);
    } catch (RuntimeException | Error e) {
      span.recordException(e);
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.end();
    }
  }

  /** As {@link #step(String, String, Supplier)}, for work without a result. */
  public static void step(@Nullable String cause, String name, Runnable work) {
    step(
        cause,
        name,
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }

  /** Adds a span to the current work for something that went on elsewhere and is over. */
  public static void tell(String name, Instant begin, Instant end) {
    current()
        .ifPresent(
            step ->
                GlobalOpenTelemetry.getTracer("dev.modelgate")
                    .spanBuilder(name)
                    .setParent(Context.root().with(Span.wrap(step.asRemote())))
                    .setStartTimestamp(begin)
                    .startSpan()
                    .end(end));
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
    return within(Span.wrap(asRemote()), work);
  }

  /** OpenTelemetry's agent, where it is loaded, takes the span for the parent of its own. */
  private <T> T within(Span span, Supplier<T> work) {
    String before = MDC.get(MDC_KEY);
    MDC.put(MDC_KEY, traceId);
    try (Scope _ = span.makeCurrent()) {
      return ScopedValue.where(CURRENT, this).call(work::get);
    } finally {
      if (before == null) {
        MDC.remove(MDC_KEY);
      } else {
        MDC.put(MDC_KEY, before);
      }
    }
  }

  private static Optional<TraceContext> of(SpanContext span) {
    return span.isValid()
        ? Optional.of(new TraceContext(span.getTraceId(), span.getSpanId(), span.isSampled()))
        : Optional.empty();
  }

  private SpanContext asRemote() {
    return SpanContext.createFromRemoteParent(
        traceId,
        spanId,
        sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
        TraceState.getDefault());
  }

  private static String hex() {
    long bits = ThreadLocalRandom.current().nextLong();
    return "%016x".formatted(bits == 0 ? 1 : bits);
  }
}
