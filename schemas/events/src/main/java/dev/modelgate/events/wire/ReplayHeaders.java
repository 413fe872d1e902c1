package dev.modelgate.events.wire;

/**
 * The headers of a record that was put back from the dead letters: its service handles it although
 * the inbox knows its event, all others leave it alone.
 */
public final class ReplayHeaders {

  /**
   * Which dead letter it is: the service, and topic, partition and offset of the record that it is
   * of, with slashes between. A second replay of one letter is a double.
   */
  public static final String LETTER = "modelgate-replay";

  /** The service that could not handle it. */
  public static final String SERVICE = "modelgate-replay-service";

  private ReplayHeaders() {}
}
