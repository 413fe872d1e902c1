package dev.modelgate.stream;

import static org.assertj.core.api.Assertions.assertThat;

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
  void keepsTheTraceInAChildAndChangesTheSpan() {
    TraceContext trace = TraceContext.create();
    assertThat(trace.child().traceId()).isEqualTo(trace.traceId());
    assertThat(trace.child().spanId()).isNotEqualTo(trace.spanId());
  }
}
