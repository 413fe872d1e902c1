package dev.modelgate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is logged of an exception is one bounded line. */
class BriefTest {

  @Test
  void saysWhatAndWhereOfTheFirstCauseInOneLine() {
    Exception failure =
        new RuntimeException("outer", new IllegalStateException("inner\r\nFAKE log line\u001b[0m"));
    assertThat(Brief.of(failure))
        .startsWith("IllegalStateException at dev.modelgate.stream.BriefTest.")
        .contains(": inner FAKE log line [0m")
        .doesNotContain("\n", "\r", "\u001b");
  }

  @Test
  void isBounded() {
    assertThat(Brief.line("x".repeat(1000))).hasSize(301);
    assertThat(Brief.trace(new RuntimeException("\0" + "y".repeat(100_000))))
        .hasSize(8 * 1024)
        .doesNotContain("\0");
  }
}
