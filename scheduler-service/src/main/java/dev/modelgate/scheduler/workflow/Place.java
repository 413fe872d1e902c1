package dev.modelgate.scheduler.workflow;

/** A place in a text: line from 1, column in code points from 1. */
record Place(int line, int column) {

  static final Place START = new Place(1, 1);
}
