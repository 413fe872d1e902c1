package dev.modelgate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What ends the process, and what is only a failure. */
class CollapseTest {

  @Test
  void isAnErrorOfTheMachineHoweverItIsWrappedAndNoneThatARecordCanCause() {
    OutOfMemoryError full = new OutOfMemoryError("Direct buffer memory");
    assertThat(Collapse.is(full)).isTrue();
    assertThat(Collapse.is(new IllegalStateException("rolled back", full))).isTrue();
    assertThat(Collapse.is(new InternalError())).isTrue();
    assertThat(Collapse.is(new StackOverflowError())).isFalse();
    assertThat(Collapse.is(new NoClassDefFoundError())).isFalse();
    assertThat(Collapse.is(new IllegalStateException("no"))).isFalse();
  }
}
