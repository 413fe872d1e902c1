package dev.modelgate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The traceparent header of W3C's Trace Context, version 00. */
class TraceContextTest {

  private static final String HEADER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void readsAndWritesTheHeader() {
    TraceContext trace = TraceContext.parse(HEADER).orElseThrow();
    assertThat(trace.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(trace.sampled()).isTrue();
    assertThat(trace.header()).isEqualTo(HEADER);
    assertThat(TraceContext.parse(TraceContext.create().header())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n"
      })
  void readsNothingElse(String header) {
    assertThat(TraceContext.parse(header)).isEmpty();
  }

  @Test
  void isCurrentOnlyWithinItsWork() {
    TraceContext trace = TraceContext.parse(HEADER).orElseThrow();
    AtomicReference<TraceContext> inside = new AtomicReference<>();
    trace.run(() -> inside.set(TraceContext.current().orElseThrow()));
    assertThat(inside.get()).isEqualTo(trace);
    assertThat(TraceContext.current()).isEmpty();
  }

  @Test
  void goesOnWithItsCauseInAStep() {
    TraceContext step =
        TraceContext.step(HEADER, "test", () -> TraceContext.current()).orElseThrow();
    assertThat(step.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(step.spanId()).isNotEqualTo("00f067aa0ba902b7");
    assertThat(step.sampled()).isTrue();
  }

  @Test
  void goesOnWithTheCurrentWorkWhereAStepHasNoCause() {
    TraceContext trace = TraceContext.create();
    TraceContext step =
        trace
            .call(() -> TraceContext.step(null, "test", () -> TraceContext.current()))
            .orElseThrow();
    assertThat(step.traceId()).isEqualTo(trace.traceId());
  }

  @Test
  void beginsATraceWhereAStepHasNothingToGoOnWith() {
    assertThat(TraceContext.step("nonsense", "test", () -> TraceContext.current())).isPresent();
    assertThat(TraceContext.current()).isEmpty();
  }

  @Test
  void isTheParentOfSpansThatSomebodyElseBegins() {
    TraceContext trace = TraceContext.parse(HEADER).orElseThrow();
    SpanContext seen = trace.call(() -> Span.current().getSpanContext());
    assertThat(seen.getTraceId()).isEqualTo(trace.traceId());
    assertThat(seen.getSpanId()).isEqualTo(trace.spanId());
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
  }

  @Test
  void takesOverTheSpanThatSomebodyElseBegan() {
    TraceContext other = TraceContext.parse(HEADER).orElseThrow();
    Span span =
        Span.wrap(
            SpanContext.create(
                other.traceId(), other.spanId(), TraceFlags.getSampled(), TraceState.getDefault()));
    try (Scope _ = span.makeCurrent()) {
      assertThat(TraceContext.outgoing()).isEqualTo(HEADER);
    }
  }
}
