package dev.modelgate.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.AttemptFinished;
import dev.modelgate.events.Outcome;
import dev.modelgate.runner.claim.Assignment;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Jobs whose workflow file speaks of a container and its folders. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
@Execution(ExecutionMode.CONCURRENT)
class LaidOutAttemptTest {

  private final AgentFixture fixture;

  LaidOutAttemptTest(@TempDir Path folder) {
    fixture = new AgentFixture(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void startsInItsFolderAndFindsTheOneForItsArtifacts() {
    GitRepository repository = fixture.repository();
    String sha = repository.commit("models/train.sh", "echo training");
    Sample sample =
        Sample.of("sh train.sh; ls -d ../out/sub; echo $MODELGATE_ARTIFACTS | grep -o out/sub")
            .from(repository.address(), sha)
            .laidOut(new Assignment.Layout(null, "models", "out/sub", null, null));
    try (RunnerAgent agent = fixture.start(1)) {
      fixture.scheduler().assign(sample);

      assertThat(fixture.awaitLog(sample)).isEqualTo("training\n../out/sub\nout/sub\n");
      assertThat(fixture.awaitFinished(sample).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void saysWhichPathIsNoneOnThisHost() {
    Sample elsewhere = fixture.job("true").laidOut(layout("/opt/ml"));
    Sample missing = fixture.job("true").laidOut(layout("nowhere"));
    try (RunnerAgent agent = fixture.start(2)) {
      fixture.scheduler().assign(elsewhere);
      fixture.scheduler().assign(missing);

      AttemptFinished first = fixture.awaitFinished(elsewhere);
      assertThat(first.getOutcome()).isEqualTo(Outcome.CONFIGURATION_ERROR);
      assertThat(first.getMessage()).contains("workingDirectory").contains("/opt/ml");
      AttemptFinished second = fixture.awaitFinished(missing);
      assertThat(second.getOutcome()).isEqualTo(Outcome.CONFIGURATION_ERROR);
      assertThat(second.getMessage()).contains("no folder nowhere");
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void runsNoStepOfAContainerWhereContainersAreNotIgnored() {
    Path ran = fixture.open().resolve("ran");
    Sample sample =
        fixture
            .job("touch " + ran)
            .laidOut(new Assignment.Layout("python:3", null, null, null, null));
    try (RunnerAgent agent = fixture.start(1)) {
      fixture.scheduler().assign(sample);

      AttemptFinished finished = fixture.awaitFinished(sample);
      assertThat(finished.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_LOST);
      assertThat(finished.getMessage()).contains("no engine for container python:3");
      assertThat(ran).doesNotExist();
      assertThat(agent).isNotNull();
    }
  }

  private static Assignment.Layout layout(String workingDirectory) {
    return new Assignment.Layout(null, workingDirectory, null, null, null);
  }
}
