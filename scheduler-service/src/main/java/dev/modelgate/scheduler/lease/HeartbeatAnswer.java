package dev.modelgate.scheduler.lease;

import java.util.List;
import java.util.Map;

/** Says which of the attempts that a heartbeat lists may go on. */
public final class HeartbeatAnswer {

  private HeartbeatAnswer() {}

  /**
   * An attempt under its token.
   *
   * @param attemptId its id
   * @param token its token
   */
  public record Held(String attemptId, long token) {}

  /**
   * Those that may go on, in the heartbeat's order; the runner kills what it listed and does not
   * find here.
   *
   * @param runnerId who sent the heartbeat
   * @param listed what it holds
   * @param live every live attempt by its id
   */
  public static List<Held> renewed(
      String runnerId, List<Held> listed, Map<String, LiveAttempt> live) {
    return listed.stream().filter(held -> mayGoOn(runnerId, held, live)).distinct().toList();
  }

  private static boolean mayGoOn(String runnerId, Held held, Map<String, LiveAttempt> live) {
    LiveAttempt attempt = live.get(held.attemptId());
    return attempt != null
        && attempt.token() == held.token()
        && attempt.runnerId().equals(runnerId);
  }
}
