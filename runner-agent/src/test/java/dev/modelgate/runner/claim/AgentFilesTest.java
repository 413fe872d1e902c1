package dev.modelgate.runner.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentFilesTest {

  @Test
  void keepsTheFirstIdThatItGot(@TempDir Path folder) {
    assertThat(new AgentFiles(folder).id("one")).isEqualTo("one");
    assertThat(new AgentFiles(folder).id("two")).isEqualTo("one");
  }
}
