package dev.modelgate.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.runner.claim.AgentFiles;
import dev.modelgate.runner.claim.Command;
import dev.modelgate.runner.claim.HeldAttempt;
import dev.modelgate.runner.claim.HeldAttempts;
import dev.modelgate.runner.claim.LeaseKeeper;
import dev.modelgate.runner.claim.StopReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done at the scheduler's word, and what is remembered of it. */
class CommandFlowTest {

  @TempDir private Path state;
  private final List<HeldAttempt> run = new ArrayList<>();

  /** Of a new agent in the folder; the attempts of those before are gone. */
  private CommandFlow flow() throws IOException {
    return new CommandFlow(
        Files.createDirectories(state.resolve("attempts" + run.size())),
        new AgentFiles(state),
        new HeldAttempts(4),
        new LeaseKeeper("session", Duration.ofSeconds(30), System::nanoTime),
        run::add,
        () -> {});
  }

  private static Command assign(Sample sample, long epoch) {
    return new Command.Assign(sample.assignment(epoch));
  }

  @Test
  void obeysNoLeaderThatWasReplacedBeforeARestart() throws IOException {
    flow().on(assign(Sample.of("true"), 5));
    CommandFlow next = flow();
    next.on(assign(Sample.of("true"), 4));
    assertThat(run).hasSize(1);

    next.on(assign(Sample.of("true"), 5));

    assertThat(run).hasSize(2);
  }

  @Test
  void takesNoAttemptAfterARestartThatIsNotNewer() throws IOException {
    Sample sample = Sample.of("true");
    flow().on(assign(sample, 1));
    CommandFlow next = flow();
    next.on(assign(sample, 1));
    next.on(assign(sample.again(sample.key().token()), 1));
    assertThat(run).hasSize(1);

    next.on(assign(sample.again(sample.key().token() + 1), 1));

    assertThat(run).hasSize(2);
  }

  @Test
  void remembersACancellationAcrossARestart() throws IOException {
    Sample sample = Sample.of("true");
    flow().on(new Command.Cancel(1, sample.key(), StopReason.CANCELLED));

    flow().on(assign(sample, 1));

    assertThat(run.getFirst().stopReason()).contains(StopReason.CANCELLED);
  }

  @Test
  void runsOnceWhatItTookWhileTheDiskWasFull() throws IOException {
    Path inTheWay = Files.createDirectory(state.resolve("fence.json.new"));
    Sample sample = Sample.of("true");
    CommandFlow flow = flow();
    assertThatThrownBy(() -> flow.on(assign(sample, 1))).isInstanceOf(UncheckedIOException.class);
    assertThat(run).hasSize(1);
    Files.delete(inTheWay);

    flow.on(assign(sample, 1));
    flow().on(assign(sample, 1));

    assertThat(run).hasSize(1);
  }
}
