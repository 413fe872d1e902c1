package dev.modelgate.reporter.log;

import dev.modelgate.reporter.bucket.BucketException;
import dev.modelgate.reporter.render.LogText;
import dev.modelgate.reporter.render.RunReport;
import jakarta.inject.Singleton;
import java.util.List;

/** How logs end, for the report of a run whose exit code is the reason. */
@Singleton
public final class LogEnds {

  private static final int LINES = 20;

  private final Logs logs;

  LogEnds(Logs logs) {
    this.logs = logs;
  }

  /** The last lines of the newest attempt; none where they cannot be had. */
  public List<String> tail(RunReport run) {
    try {
      return LogOf.newest(run)
          .map(LogOf::of)
          .map(logs::look)
          .map(log -> LogText.tail(LogLines.last(log, LINES).lines(), LINES))
          .orElse(List.of());
    } catch (BucketException e) {
      return List.of();
    }
  }
}
