package dev.modelgate.runner.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is too old to be obeyed. */
class FenceTest {

  @ParameterizedTest
  @CsvSource({"5, 5, true", "5, 6, true", "5, 4, false"})
  void obeysNoLeaderThatWasReplaced(long heard, long epoch, boolean admitted) {
    assertThat(Fence.open().heard(heard).admits(epoch)).isEqualTo(admitted);
  }

  @Test
  void neverForgetsAHigherEpoch() {
    assertThat(Fence.open().heard(7).heard(3).epoch()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"8, true", "7, false", "6, false"})
  void takesOnlyAttemptsThatAreNewerThanAllBefore(long token, boolean taken) {
    Fence fence = Fence.open().taken("experiment", new AttemptKey("a", 7));

    assertThat(fence.isNew("experiment", token)).isEqualTo(taken);
    assertThat(fence.isNew("another", token)).isTrue();
  }

  @Test
  void keepsTheHighestTokenWhateverTheOrder() {
    Fence fence =
        Fence.open().taken("e", new AttemptKey("b", 9)).taken("e", new AttemptKey("a", 7));

    assertThat(fence.isNew("e", 8)).isFalse();
  }

  @Test
  void remembersACancellationUntilItsAttemptComes() {
    AttemptKey key = new AttemptKey("a", 7);
    Fence fence = Fence.open().cancelledEarly(key);

    assertThat(fence.isCancelled(key)).isTrue();
    assertThat(fence.isCancelled(new AttemptKey("a", 8))).isFalse();
    assertThat(fence.taken("e", key).isCancelled(key)).isFalse();
  }

  @Test
  void staysSmall() {
    Map<String, Long> tokens = new LinkedHashMap<>();
    Set<String> cancelled = new LinkedHashSet<>();
    for (int i = 0; i < Fence.REMEMBERED; i++) {
      tokens.put("e" + i, 1L);
      cancelled.add(new AttemptKey("c" + i, 1).folderName());
    }

    Fence full =
        new Fence(1, tokens, cancelled)
            .taken("new", new AttemptKey("a", 1))
            .cancelledEarly(new AttemptKey("new", 1));

    assertThat(full.tokens()).hasSize(Fence.REMEMBERED).containsKeys("new", "e1");
    assertThat(full.isNew("e0", 1)).isTrue();
    assertThat(full.cancelled()).hasSize(Fence.REMEMBERED);
    assertThat(full.isCancelled(new AttemptKey("new", 1))).isTrue();
    assertThat(full.isCancelled(new AttemptKey("c0", 1))).isFalse();
  }
}
