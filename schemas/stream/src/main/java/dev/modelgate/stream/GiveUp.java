package dev.modelgate.stream;

/** A task says that trying again is of no use; no failure of its host. */
public final class GiveUp extends Exception {

  private static final long serialVersionUID = 1L;

  public GiveUp(String reason) {
    super(reason);
  }
}
