package dev.modelgate.testkit.breach;

/** Tells the story; no step may see it. */
public final class RootStory {

  private RootStory() {}

  /** The end of it. */
  public static String end() {
    return "told";
  }
}
