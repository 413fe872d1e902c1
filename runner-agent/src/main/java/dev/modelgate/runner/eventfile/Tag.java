package dev.modelgate.runner.eventfile;

/** A tag of an event directory and what its values are. */
final class Tag {

  /** Of a tag that is left out, for there are too many of them. */
  static final Tag REFUSED = new Tag(-1, new byte[0], 0);

  private final int index;
  private final byte[] name;
  private final int hash;
  private boolean described;
  private boolean scalars;
  private boolean announced;

  /** The tag that followed this one last; most files repeat the same order over and over. */
  Tag follower = this;

  private long highestStep = Long.MIN_VALUE;

  Tag(int index, byte[] name, int hash) {
    this.index = index;
    this.name = name;
    this.hash = hash;
  }

  int index() {
    return index;
  }

  byte[] name() {
    return name;
  }

  int hash() {
    return hash;
  }

  /** Only the first description of a tag counts, as for TensorBoard. */
  void describe(boolean asScalars) {
    if (!described) {
      described = true;
      scalars = asScalars;
    }
  }

  /** Whether tensors of this tag are numbers of a series. */
  boolean holdsScalars() {
    return scalars;
  }

  void reach(long step) {
    highestStep = Math.max(highestStep, step);
  }

  /** The highest step of its points so far. */
  long highestStep() {
    return highestStep;
  }

  /** True the first time. */
  boolean announce() {
    boolean first = !announced;
    announced = true;
    return first;
  }
}
