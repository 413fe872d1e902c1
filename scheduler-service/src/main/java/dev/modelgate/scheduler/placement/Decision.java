package dev.modelgate.scheduler.placement;

/** What becomes of one waiting experiment now. */
public sealed interface Decision {

  /** Whose it is. */
  String experimentId();

  /**
   * It runs.
   *
   * @param experimentId the experiment
   * @param runnerId where
   */
  record Place(String experimentId, String runnerId) implements Decision {}

  /**
   * It waits.
   *
   * @param experimentId the experiment
   * @param position its place among those that wait, from 1
   * @param reason the one reason that counts
   * @param sentence the reason, for people
   */
  record Wait(String experimentId, int position, WaitReason reason, String sentence)
      implements Decision {}
}
