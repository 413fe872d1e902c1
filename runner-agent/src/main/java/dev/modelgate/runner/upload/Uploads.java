package dev.modelgate.runner.upload;

import dev.modelgate.runner.claim.HeldAttempt;
import dev.modelgate.runner.claim.HeldAttempts;
import dev.modelgate.runner.report.Journals;
import dev.modelgate.runner.report.Rounds;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * Stores what attempts leave, beside everything else that the agent does: a thread for logs, so
 * that no large artifact keeps them waiting, and one for all other files.
 */
public final class Uploads implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Grants grants;
  private final Uploader logs;
  private final Uploader files;
  private final Rounds logRounds;
  private final Rounds fileRounds;

  private Uploads(
      URI server,
      String token,
      HeldAttempts attempts,
      Journals journals,
      UploadRules rules,
      Clock clock) {
    this.grants = new Grants(server, token);
    this.logs =
        new Uploader(
            "the log",
            attempts,
            grants,
            rules.patience(),
            clock,
            attempt ->
                new LogSegments(
                    attempt.folder().path(), journals.of(attempt.folder()), rules.logAge()));
    this.files = new Uploader("files", attempts, grants, rules.patience(), clock, KeptFiles::new);
    this.logRounds = Rounds.start("runner-upload-logs", PAUSE, logs::round);
    this.fileRounds = Rounds.start("runner-upload-files", PAUSE, files::round);
  }

  /**
   * Starts storing what the attempts leave.
   *
   * @param server the installation's address
   * @param token with which it is asked
   */
  public static Uploads start(
      URI server,
      String token,
      HeldAttempts attempts,
      Journals journals,
      UploadRules rules,
      Clock clock) {
    return new Uploads(server, token, attempts, journals, rules, clock);
  }

  /** Whether nothing of an attempt waits to be stored, now and ever after. */
  public boolean isSettled(HeldAttempt attempt) {
    return logs.isSettled(attempt.key()) && files.isSettled(attempt.key());
  }

  @Override
  public void close() {
    logRounds.end();
    fileRounds.end();
    // What is under way fails, so that the rounds end.
    grants.close();
    logRounds.close();
    fileRounds.close();
  }
}
