package dev.modelgate.runner;

import static dev.modelgate.runner.AgentFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.AttemptFinished;
import dev.modelgate.events.AttemptStarted;
import dev.modelgate.events.Outcome;
import dev.modelgate.runner.claim.Assignment;
import dev.modelgate.runner.eventfile.EventWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What attempts leave, on its way to a real S3. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
@Execution(ExecutionMode.CONCURRENT)
class UploadsTest {

  private final AgentFixture fixture;
  private final FakeScheduler scheduler;
  private final FakeStore store;

  UploadsTest(@TempDir Path folder) {
    fixture = new AgentFixture(folder);
    scheduler = fixture.scheduler();
    store = scheduler.store();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private void awaitNothingIsLeft() {
    patiently()
        .untilAsserted(
            () -> assertThat(fixture.agentFolder().resolve("state/attempts")).isEmptyDirectory());
  }

  private String stored(Sample sample, String path) {
    return new String(store.read(sample.key(), path), StandardCharsets.UTF_8);
  }

  @Test
  void storeTheLogAndTheArtifacts() {
    Sample sample =
        fixture.job(
            "echo training; cd $MODELGATE_ARTIFACTS; mkdir deep; echo weights >deep/model.pt;"
                + " : >empty; ln -s /etc/passwd link; ln -s / root");
    try (RunnerAgent agent = fixture.start(1)) {
      scheduler.assign(sample);
      AttemptFinished finished = fixture.awaitFinished(sample);
      awaitNothingIsLeft();

      assertThat(store.list(sample.key()))
          .containsOnlyKeys(
              "artifacts/deep/model.pt", "artifacts/empty", "log/000000000000000-000000000001");
      assertThat(stored(sample, "artifacts/deep/model.pt")).isEqualTo("weights\n");
      assertThat(fixture.awaitLog(sample)).isEqualTo("training\n");
      assertThat(finished.getNotes())
          .containsExactly(
              "2 of the artifacts were left out: links, and what is no plain file of the job's");
      assertThat(kept()).doesNotExist();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void storeArtifactsFromTheWorkTreeAndTheStorage() {
    Sample tree =
        fixture
            .job("echo 1 >out/a; echo no >b")
            .laidOut(new Assignment.Layout(null, null, "out", null, null));
    Sample storage =
        fixture
            .job("mkdir -p $MODELGATE_STORAGE/models; echo 2 >$MODELGATE_STORAGE/models/a")
            .laidOut(new Assignment.Layout(null, null, "/storage/models", null, null));
    Sample after =
        Sample.of("cat $MODELGATE_STORAGE/models/a")
            .in(storage.projectId())
            .from(storage.repository(), storage.sha());
    try (RunnerAgent agent = fixture.start(1)) {
      scheduler.assign(tree);
      fixture.awaitFinished(tree);
      scheduler.assign(storage);
      fixture.awaitFinished(storage);
      scheduler.assign(after);

      assertThat(fixture.awaitLog(after)).isEqualTo("2\n");
      awaitNothingIsLeft();
      assertThat(store.list(tree.key())).containsOnlyKeys("artifacts/a");
      assertThat(stored(storage, "artifacts/a")).isEqualTo("2\n");
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void storeNoMoreThanIsAllowed() {
    Sample sample =
        fixture
            .job("cd $MODELGATE_ARTIFACTS; for i in $(seq 30); do echo $i >$i; done")
            .laidOut(new Assignment.Layout("python:3", null, null, null, null));
    try (RunnerAgent agent = fixture.startIgnoringContainers()) {
      scheduler.assign(sample);

      assertThat(fixture.awaitFinished(sample).getNotes())
          .containsExactly(
              "container python:3 was ignored: it ran as a plain process",
              "10 of 30 artifacts were left out: at most 20 files of 1 MiB in all are kept");
      assertThat(scheduler.heard(AttemptStarted.class))
          .filteredOn(started -> started.getAttemptId().equals(sample.key().attemptId()))
          .allSatisfy(started -> assertThat(started.getNotes()).hasSize(1));
      awaitNothingIsLeft();
      assertThat(store.list(sample.key())).hasSize(20);
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void waitForAStoreThatIsAwayAndKeepNobodyWaiting() {
    store.instead(URI.create("http://127.0.0.1:1"));
    Sample first = fixture.job("echo one; echo 1 >$MODELGATE_ARTIFACTS/a");
    Sample second = fixture.job("echo two; ls $MODELGATE_ARTIFACTS").in(first.projectId());
    try (RunnerAgent agent = fixture.start(1)) {
      scheduler.assign(first);
      fixture.awaitFinished(first);
      fixture.awaitDropped(first);
      store.granting(false);
      scheduler.assign(second);
      fixture.awaitFinished(second);
      fixture.awaitDropped(second);
      assertThat(store.list(first.key())).isEmpty();
      assertThat(agent).isNotNull();
    }
    int asked = store.asked();
    try (RunnerAgent next = fixture.start(1)) {
      patiently().until(() -> store.asked() > asked);
      store.granting(true);
      patiently().until(() -> store.asked() > asked + 2);

      store.instead(null);

      assertThat(fixture.awaitLog(first)).isEqualTo("one\n");
      assertThat(fixture.awaitLog(second)).isEqualTo("two\n");
      awaitNothingIsLeft();
      assertThat(stored(first, "artifacts/a")).isEqualTo("1\n");
      assertThat(next).isNotNull();
    }
  }

  @Test
  void storeTheSeriesThatAMetricWasMadeOf() throws IOException {
    Path events = fixture.open().resolve("events");
    Files.write(events, EventWriter.version2().simple("loss", 1, 3).simple("loss", 2, 1).bytes());
    GitRepository repository = fixture.repository();
    Sample sample =
        Sample.of("cp %s $MODELGATE_ARTIFACTS/tfevents".formatted(events))
            .from(repository.address(), repository.commit("a", "b"))
            .measuring(
                new Assignment.WantedMetric(
                    "tensorflow:loss", "tensorflow", "", "", "loss", "mean"));
    try (RunnerAgent agent = fixture.start(1)) {
      scheduler.assign(sample);
      AttemptFinished finished = fixture.awaitFinished(sample);
      awaitNothingIsLeft();

      assertThat(finished.getMetrics())
          .extracting(metric -> metric.getKey() + " = " + metric.getValue())
          .containsExactly("tensorflow:loss = 2");
      try (DataFileReader<GenericRecord> series =
          new DataFileReader<>(
              new SeekableByteArrayInput(store.read(sample.key(), "series.avro")),
              new GenericDatumReader<>())) {
        assertThat(series.next().get("values")).isEqualTo(List.of(3.0, 1.0));
        assertThat(series.hasNext()).isFalse();
      }
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void areNotLostWhereTheSchedulerCallsThemInvalidForAWhile() {
    Sample sample = fixture.job("echo 1 >$MODELGATE_ARTIFACTS/a; echo 2 >$MODELGATE_ARTIFACTS/b");
    store.refuseArtifacts(3);
    try (RunnerAgent agent = fixture.start(1)) {
      scheduler.assign(sample);
      fixture.awaitFinished(sample);
      awaitNothingIsLeft();

      assertThat(stored(sample, "artifacts/a")).isEqualTo("1\n");
      assertThat(stored(sample, "artifacts/b")).isEqualTo("2\n");
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void outliveAnAgentThatEndsWhileItClearsThePlace() throws IOException {
    Sample sample = fixture.job("echo 1 >$MODELGATE_ARTIFACTS/a");
    Path place = fixture.agentFolder().resolve("work/%s/slot-1".formatted(sample.projectId()));
    Path inTheWay = Files.createDirectories(place).resolve("kept");
    Files.createFile(inTheWay);
    try (RunnerAgent agent = fixture.start(1)) {
      scheduler.assign(sample);
      // Given back when the clearing failed.
      patiently().until(() -> !Files.exists(fixture.agentFolder().resolve("state/ballast")));
      assertThat(agent).isNotNull();
    }
    Files.delete(inTheWay);
    try (RunnerAgent next = fixture.start(1)) {
      fixture.awaitFinished(sample);
      awaitNothingIsLeft();

      assertThat(stored(sample, "artifacts/a")).isEqualTo("1\n");
      assertThat(next).isNotNull();
    }
  }

  @Test
  void areDroppedWhereTheSchedulerWantsThemNoMore() {
    Sample sample = fixture.job("echo one; echo 1 >$MODELGATE_ARTIFACTS/a");
    store.unwanted(sample.key());
    try (RunnerAgent agent = fixture.start(1)) {
      scheduler.assign(sample);
      assertThat(fixture.awaitFinished(sample).getOutcome()).isEqualTo(Outcome.SUCCEEDED);
      awaitNothingIsLeft();

      assertThat(store.list(sample.key())).isEmpty();
      assertThat(kept()).doesNotExist();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void areDroppedWithAnAttemptThatIsFenced() {
    Sample sample = fixture.job("echo running; echo 1 >$MODELGATE_ARTIFACTS/a; sleep 300");
    try (RunnerAgent agent = fixture.start(1)) {
      store.granting(false);
      scheduler.assign(sample);
      fixture.awaitLogContains(sample, "running");
      scheduler.lose(sample.key());
      fixture.awaitDropped(sample);
      store.granting(true);
      awaitNothingIsLeft();

      assertThat(store.list(sample.key())).isEmpty();
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void storeAProgressBarOfOneLine() {
    Sample sample =
        fixture.job("i=0; while [ $i -lt 2000 ]; do i=$((i+1)); printf '\\r%d of 2000' $i; done");
    try (RunnerAgent agent = fixture.start(1)) {
      scheduler.assign(sample);

      assertThat(fixture.awaitLog(sample)).startsWith("\r1 of 2000\r2").endsWith("\r2000 of 2000");
      assertThat(agent).isNotNull();
    }
  }

  /** Where artifacts wait; gone when none does. */
  private Path kept() {
    Path work = fixture.agentFolder().resolve("work");
    try (var found = Files.walk(work)) {
      return found
          .filter(path -> path.resolveSibling("").endsWith("kept"))
          .findFirst()
          .orElse(work.resolve("none"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
