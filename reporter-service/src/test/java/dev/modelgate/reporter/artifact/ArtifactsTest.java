package dev.modelgate.reporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", "a\\b", "a\nb"})
  void refusesPathsThatLeadElsewhere(String path) {
    assertThat(Artifacts.isPath(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b.txt", "...", "a..b", "ä b/%2e%2e", "<script>", "a?b#c"})
  void takesWhateverElseItIsCalled(String path) {
    assertThat(Artifacts.isPath(path)).isTrue();
  }
}
