package dev.modelgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunnerCommandTest {

  @Test
  void namesARunnerUnlikeTheOneThatAServerOnTheSameHostIncludes() {
    assertThat(RunnerCommand.Start.usualName("ada")).isEqualTo("ada-runner");
    assertThat(RunnerCommand.Start.usualName("a".repeat(63))).isEqualTo("a".repeat(56) + "-runner");
  }
}
