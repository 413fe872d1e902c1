package dev.modelgate.runner;

import static dev.modelgate.runner.AgentFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.AttemptFinished;
import dev.modelgate.events.AttemptPhase;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.RunnerHeartbeat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Attempts that somebody ends, or wants no more, or does not answer for. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
@Execution(ExecutionMode.CONCURRENT)
class StoppedAttemptTest {

  private final AgentFixture fixture;
  private final FakeScheduler scheduler;

  StoppedAttemptTest(@TempDir Path folder) {
    fixture = new AgentFixture(folder);
    scheduler = fixture.scheduler();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void endsWhenItIsCancelled() {
    Sample sample = fixture.job("echo running; sleep 300");
    try (RunnerAgent agent = fixture.start(1)) {
      scheduler.assign(sample);
      fixture.awaitLogContains(sample, "running");

      scheduler.cancel(sample.key(), Outcome.CANCELLED);

      AttemptFinished finished = fixture.awaitFinished(sample);
      assertThat(finished.getOutcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(finished.getExitCode()).isNull();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void tellsWhatItHadLearnedWhenItsTimeWasOver() {
    GitRepository repository = fixture.repository();
    Sample sample =
        Sample.of("echo '{\"a\": 0.5}' >metrics.json; sleep 300")
            .from(repository.address(), repository.commit("a", "b"))
            .measuring("/a");
    try (RunnerAgent agent = fixture.startImpatient(Duration.ofSeconds(2))) {
      scheduler.assign(sample);

      AttemptFinished finished = fixture.awaitFinished(sample);
      assertThat(finished.getOutcome()).isEqualTo(Outcome.TIMED_OUT);
      assertThat(finished.getMetrics())
          .extracting(metric -> metric.getValue())
          .containsExactly("0.5");
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void neverRunsWhenItWasCancelledBeforeItCame() {
    Path ran = fixture.open().resolve("ran");
    Sample sample = fixture.job("touch " + ran);
    try (RunnerAgent agent = fixture.start(1)) {
      scheduler.cancel(sample.key(), Outcome.CANCELLED);
      scheduler.assign(sample);

      assertThat(fixture.awaitFinished(sample).getOutcome()).isEqualTo(Outcome.CANCELLED);
      assertThat(ran).doesNotExist();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void isNotTakenFromALeaderThatWasReplaced() {
    Sample first = fixture.job("true");
    Sample old = fixture.job("true");
    Sample last = fixture.job("true");
    try (RunnerAgent agent = fixture.start(1)) {
      scheduler.epoch(5);
      scheduler.assign(first);
      fixture.awaitFinished(first);
      scheduler.epoch(4);
      scheduler.assign(old);
      scheduler.epoch(6);
      scheduler.assign(last);

      fixture.awaitFinished(last);
      assertThat(scheduler.finished(old.key())).isEmpty();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void tellsItsEndOnlyWhileTheSchedulerAnswers() {
    Sample sample = fixture.job("sleep 3");
    try (RunnerAgent agent = fixture.start(1, Duration.ofSeconds(2))) {
      scheduler.answering(false);
      scheduler.assign(sample);
      patiently().until(() -> fixture.wasSeenInPhase(sample.key(), AttemptPhase.ENDED));
      int heartbeats = scheduler.heard(RunnerHeartbeat.class).size();
      patiently().until(() -> scheduler.heard(RunnerHeartbeat.class).size() > heartbeats + 4);
      assertThat(scheduler.finished(sample.key())).isEmpty();

      scheduler.answering(true);

      assertThat(fixture.awaitFinished(sample).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void isDroppedWhenItIsNotInTheAnswer() {
    Path survived = fixture.open().resolve("survived");
    Sample sample = fixture.job("echo running; sleep 300; touch " + survived);
    Sample next = fixture.job("true");
    try (RunnerAgent agent = fixture.start(1)) {
      scheduler.assign(sample);
      fixture.awaitLogContains(sample, "running");

      scheduler.lose(sample.key());

      fixture.awaitDropped(sample);
      scheduler.assign(next);
      fixture.awaitFinished(next);
      assertThat(scheduler.finished(sample.key())).isEmpty();
      assertThat(survived).doesNotExist();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void isDroppedWhenItsSuccessorComes() {
    Sample older = fixture.job("echo running; sleep 300");
    Sample newer = older.again(8);
    try (RunnerAgent agent = fixture.start(2)) {
      scheduler.assign(older);
      fixture.awaitLogContains(older, "running");

      scheduler.assign(newer);

      fixture.awaitDropped(older);
      fixture.awaitLogContains(newer, "running");
      assertThat(scheduler.finished(older.key())).isEmpty();
      assertThat(agent).isNotNull();
      fixture.endByCancelling(newer);
    }
  }
}
