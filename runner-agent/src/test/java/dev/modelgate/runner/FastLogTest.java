package dev.modelgate.runner;

import static dev.modelgate.runner.AgentFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.AttemptFinished;
import dev.modelgate.events.LogChunk;
import dev.modelgate.events.RunnerHeartbeat;
import dev.modelgate.runner.execute.JobLimits;
import dev.modelgate.runner.upload.UploadRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log that is written as fast as a program can; {@code -Dmodelgate.log-mebibytes=1024} makes it a
 * large one.
 */
@Timeout(value = 900, unit = TimeUnit.SECONDS)
class FastLogTest {

  private static final long USUAL = 64;
  private static final long MEBIBYTES = Long.getLong("modelgate.log-mebibytes", USUAL);
  private static final byte[] LINE =
      "epoch 12 of 100, batch 3456: loss 0.1234567, accuracy 0.98765, 12.3 s\n"
          .getBytes(StandardCharsets.UTF_8);

  private final AgentFixture fixture;
  private final FakeScheduler scheduler;

  FastLogTest(@TempDir Path folder) {
    fixture = new AgentFixture(folder);
    scheduler = fixture.scheduler();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private RunnerConfig config() {
    RunnerConfig usual =
        AgentFixture.config(scheduler.address(), fixture.agentFolder(), 1, Duration.ofSeconds(30));
    RunnerSettings settings = usual.settings();
    JobLimits job = settings.job();
    return new RunnerConfig(
        usual.server(),
        usual.token(),
        usual.name(),
        usual.machines(),
        usual.slots(),
        usual.ignoreContainers(),
        usual.folder(),
        new RunnerSettings(
            new JobLimits(job.path(), job.longest(), job.grace(), 2L * 1024 * 1024 * 1024),
            settings.heartbeat(),
            settings.lease(),
            settings.gitCall(),
            settings.repositoryPatience(),
            UploadRules.defaults(),
            settings.users(),
            settings.elsewhere()));
  }

  @Test
  void isStoredWholeAndDelaysNoHeartbeat() {
    long bytes = MEBIBYTES * 1024 * 1024;
    Sample sample =
        fixture.job(
            "yes '%s' | head -c %d"
                .formatted(new String(LINE, StandardCharsets.UTF_8).strip(), bytes));
    try (RunnerAgent agent = RunnerAgent.start(config())) {
      patiently().until(() -> !scheduler.heard(RunnerHeartbeat.class).isEmpty());
      long began = System.nanoTime();
      scheduler.assign(sample);
      AttemptFinished finished = fixture.awaitFinished(sample);
      final Duration said = Duration.ofNanos(System.nanoTime() - began);
      patiently()
          .atMost(Duration.ofMinutes(10))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> scheduler.store().logBytes(sample.key()) == bytes);
      Duration stored = Duration.ofNanos(System.nanoTime() - began);

      assertThat(finished.getLogBytes()).isEqualTo(bytes);
      assertThat(finished.getNotes()).isEmpty();
      // Half a lease: on a busy computer the whole process may wait for seconds.
      assertThat(scheduler.longestSilence()).isLessThan(Duration.ofSeconds(15));
      assertThat(live(sample))
          .isLessThanOrEqualTo(3L * 1024 * 1024 + stored.toSeconds() * 256 * 1024);
      assertWhole(sample, bytes);
      if (MEBIBYTES > USUAL) {
        System.out.printf(
            "%d MiB: end said after %s, stored after %s, longest silence %s at a heartbeat every"
                + " 500 ms, %d KiB in the live tail%n",
            MEBIBYTES, said, stored, scheduler.longestSilence(), live(sample) / 1024);
      }
      assertThat(agent).isNotNull();
    }
  }

  private long live(Sample sample) {
    return scheduler.chunks(sample.key()).values().stream()
        .map(LogChunk::getBytes)
        .mapToLong(java.nio.ByteBuffer::remaining)
        .sum();
  }

  private void assertWhole(Sample sample, long bytes) {
    byte[] expected = new byte[LINE.length + 4 * 1024 * 1024];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = LINE[i % LINE.length];
    }
    long offset = 0;
    for (String path : scheduler.store().list(sample.key()).keySet()) {
      assertThat(path).isEqualTo("log/%015d-%012d".formatted(offset, 1 + offset / LINE.length));
      byte[] segment = scheduler.store().read(sample.key(), path);
      int begin = (int) (offset % LINE.length);
      assertThat(Arrays.equals(segment, 0, segment.length, expected, begin, begin + segment.length))
          .isTrue();
      offset += segment.length;
    }
    assertThat(offset).isEqualTo(bytes);
  }
}
