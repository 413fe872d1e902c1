package dev.modelgate.scheduler.yaml;

/** A place in a text: line from 1, column in code points from 1. */
public record Place(int line, int column) {

  public static final Place START = new Place(1, 1);
}
