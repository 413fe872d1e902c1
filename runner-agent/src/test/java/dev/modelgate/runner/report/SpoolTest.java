package dev.modelgate.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events on their way out. */
class SpoolTest {

  @TempDir private Path attempt;

  @Test
  void numbersEventsInTheirOrder() {
    Spool spool = new Spool(attempt);
    spool.add(Spool.Kind.CHECKING_OUT, sequence -> new byte[] {(byte) sequence});
    spool.add(Spool.Kind.FINISHED, sequence -> new byte[] {(byte) sequence});

    assertThat(spool.waiting())
        .extracting(event -> event.kind() + " " + event.bytes()[0])
        .containsExactly("CHECKING_OUT 1", "FINISHED 2");
  }

  @Test
  void saysEachThingOnceAndAsItWasSaidFirst() {
    new Spool(attempt).add(Spool.Kind.FINISHED, sequence -> new byte[] {1});
    new Spool(attempt).add(Spool.Kind.FINISHED, sequence -> new byte[] {2});

    assertThat(new Spool(attempt).waiting()).hasSize(1);
    assertThat(new Spool(attempt).waiting().getFirst().bytes()).containsExactly(1);
  }

  @Test
  void sendsNothingAgainThatKafkaHas() {
    Spool spool = new Spool(attempt);
    spool.add(Spool.Kind.STARTED, sequence -> new byte[] {1});
    spool.acknowledged(spool.waiting().getFirst());
    spool.add(Spool.Kind.STARTED, sequence -> new byte[] {9});
    spool.add(Spool.Kind.FINISHED, sequence -> new byte[] {(byte) sequence});

    assertThat(spool.waiting()).hasSize(1);
    assertThat(spool.waiting().getFirst().bytes()).containsExactly(2);
    assertThat(spool.isFinished()).isFalse();
    spool.acknowledged(spool.waiting().getFirst());
    assertThat(spool.isFinished()).isTrue();
  }

  @Test
  void leavesOutAnEventThatWasHalfWritten() throws Exception {
    Files.createDirectories(attempt.resolve("spool"));
    Files.write(attempt.resolve("spool/000001-STARTED.new"), new byte[] {1});

    assertThat(new Spool(attempt).waiting()).isEmpty();
    new Spool(attempt).add(Spool.Kind.STARTED, sequence -> new byte[] {(byte) sequence});
    assertThat(new Spool(attempt).waiting().getFirst().bytes()).containsExactly(1);
  }
}
