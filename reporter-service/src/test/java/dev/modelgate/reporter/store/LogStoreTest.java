package dev.modelgate.reporter.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.reporter.intake.LogPiece;
import dev.modelgate.reporter.render.LogSegment;
import dev.modelgate.testkit.TestService;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {

  private static final int PIECE = 256 * 1024;

  private static TestService service;
  private static LogStore logs;

  @BeforeAll
  static void start(@TempDir Path data) {
    service = TestService.start("reporter", data, Map.of("modelgate.loop.enabled", false));
    logs = service.bean(LogStore.class);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void keepsBeginningAndEndOfALogWithoutEnd() {
    int pieces = 140;
    for (int i = 0; i < pieces; i++) {
      logs.add(new LogPiece("endless", 1, i, (long) i * PIECE, new byte[PIECE], false));
    }
    long kept =
        service.number("select sum(length(bytes)) from log_chunk where attempt_id = 'endless'");
    assertThat(kept).isBetween(32L * 1024 * 1024, 33L * 1024 * 1024);
    LogStore.Extent extent = logs.extent("endless").orElseThrow();
    assertThat(extent.size()).isEqualTo((long) pieces * PIECE);
    assertThat(read("endless", 0, extent.size())).hasSize(2);
    assertThat(read("endless", extent.size() - 1, extent.size())).hasSize(1);
  }

  @Test
  void joinsPiecesInWhateverOrderTheyCameAndHoweverOften() {
    logs.add(piece("mixed", 2, 8, "three\n"));
    logs.add(piece("mixed", 0, 0, "one\n"));
    logs.add(piece("mixed", 1, 4, "two\n"));
    logs.add(piece("mixed", 1, 4, "TWO\n"));
    List<LogSegment> segments = read("mixed", 0, 100);
    assertThat(segments).hasSize(1);
    assertThat(new String(segments.getFirst().bytes(), UTF_8)).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void readsTheNewestTokensLogOnly() {
    logs.add(piece("fenced", 0, 0, "late words of an old attempt\n"));
    logs.add(new LogPiece("fenced", 2, 0, 0, "new\n".getBytes(UTF_8), true));
    assertThat(logs.extent("fenced").orElseThrow().token()).isEqualTo(2);
    assertThat(new String(read("fenced", 0, 100).getFirst().bytes(), UTF_8)).isEqualTo("new\n");
  }

  @Test
  void dropsPiecesThatNoRunnerSends() {
    logs.add(new LogPiece("absurd", 1, -1, 0, new byte[1], false));
    logs.add(new LogPiece("absurd", 1, 0, -5, new byte[1], false));
    logs.add(new LogPiece("absurd", 1, 0, Long.MAX_VALUE, new byte[1], false));
    logs.add(new LogPiece("absurd", 1, 0, 0, new byte[PIECE + 1], false));
    assertThat(logs.extent("absurd")).isEmpty();
  }

  @Test
  void forgetsLogsAfterAMonth() {
    logs.add(piece("young", 0, 0, "x\n"));
    Clock later = Clock.offset(Clock.systemUTC(), LogStore.KEPT_FOR.plusDays(1));
    new LogStore(service.bean(Sql.class), later).add(piece("younger", 0, 0, "y\n"));
    assertThat(logs.extent("young")).isEmpty();
    assertThat(logs.extent("younger")).isPresent();
  }

  private static LogPiece piece(String attempt, long sequence, long offset, String text) {
    return new LogPiece(attempt, 1, sequence, offset, text.getBytes(UTF_8), false);
  }

  private static List<LogSegment> read(String attempt, long from, long to) {
    return logs.read(attempt, logs.extent(attempt).orElseThrow(), from, to).segments();
  }
}
