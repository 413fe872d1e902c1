package dev.modelgate.scheduler.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.lease.HeartbeatAnswer.Held;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeartbeatAnswerTest {

  private final LiveAttempt live =
      new LiveAttempt("a", "e", "gpu-1", 5, true, false, Duration.ZERO, Duration.ZERO);

  private List<Held> renewed(String runner, Held... listed) {
    return HeartbeatAnswer.renewed(runner, List.of(listed), Map.of("a", live));
  }

  @Test
  void renewsWhatIsLive() {
    assertThat(renewed("gpu-1", new Held("a", 5))).containsExactly(new Held("a", 5));
  }

  @Test
  void leavesOutAnEarlierToken() {
    assertThat(renewed("gpu-1", new Held("a", 4))).isEmpty();
  }

  @Test
  void leavesOutWhatNobodyKnows() {
    assertThat(renewed("gpu-1", new Held("b", 5))).isEmpty();
  }

  @Test
  void leavesOutWhatAnotherRunnerHolds() {
    assertThat(renewed("gpu-2", new Held("a", 5))).isEmpty();
  }

  @Test
  void renewsWhatIsListedTwiceOnce() {
    assertThat(renewed("gpu-1", new Held("a", 5), new Held("a", 5))).hasSize(1);
  }
}
