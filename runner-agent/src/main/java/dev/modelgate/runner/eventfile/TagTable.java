package dev.modelgate.runner.eventfile;

import java.util.Arrays;

/** The tags of an event directory, found by their bytes so that no text is made for a known one. */
final class TagTable {

  private static final int LONGEST = 1000;

  private final int most;
  private Tag[] slots = new Tag[64];
  private int count;
  private Tag latest = Tag.REFUSED;

  TagTable(int most) {
    this.most = most;
  }

  /** The tag of that name, new or known; {@link Tag#REFUSED} where it is one too many. */
  Tag find(byte[] bytes, int from, int to) {
    Tag guess = latest.follower;
    if (isNamed(guess, bytes, from, to) && guess != Tag.REFUSED) {
      latest = guess;
      return guess;
    }
    Tag tag = lookUp(bytes, from, to);
    if (tag != Tag.REFUSED) {
      if (latest != Tag.REFUSED) {
        latest.follower = tag;
      }
      latest = tag;
    }
    return tag;
  }

  private Tag lookUp(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return Tag.REFUSED;
    }
    int hash = hash(bytes, from, to);
    int slot = hash & (slots.length - 1);
    while (slots[slot] != null) {
      if (slots[slot].hash() == hash && isNamed(slots[slot], bytes, from, to)) {
        return slots[slot];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    if (count >= most) {
      return Tag.REFUSED;
    }
    Tag made = new Tag(count++, Arrays.copyOfRange(bytes, from, to), hash);
    slots[slot] = made;
    if (count * 2 > slots.length) {
      grow();
    }
    return made;
  }

  private static boolean isNamed(Tag tag, byte[] bytes, int from, int to) {
    return Arrays.equals(tag.name(), 0, tag.name().length, bytes, from, to);
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    // A job chooses its tags; plain 31-hashing would let it put them all into one slot's chain.
    hash *= 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }

  private void grow() {
    Tag[] old = slots;
    slots = new Tag[old.length * 2];
    for (Tag tag : old) {
      if (tag != null) {
        int slot = tag.hash() & (slots.length - 1);
        while (slots[slot] != null) {
          slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = tag;
      }
    }
  }
}
