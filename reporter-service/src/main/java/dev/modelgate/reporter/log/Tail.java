package dev.modelgate.reporter.log;

import dev.modelgate.reporter.intake.LogPiece;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest bytes of one log as the topic brings them. Agents store a segment before it gets as
 * long as what is remembered here.
 */
final class Tail {

  static final int REMEMBERED = 4 * 1024 * 1024;

  private static final int BLOCK = 64 * 1024;

  /** Bytes that follow each other, in an array that still has room. */
  private static final class Block {
    final long offset;
    final long line;
    final byte[] bytes = new byte[BLOCK];
    int length;
    long newlines;

    Block(long offset, long line) {
      this.offset = offset;
      this.line = line;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Block> blocks = new ArrayDeque<>();
  private long token = Long.MIN_VALUE;
  private long end;
  private boolean over;
  private boolean current;
  private long version;

  /** Takes a piece; doubles and words of an attempt that lost its token do not count. */
  void add(LogPiece piece) {
    lock.lock();
    try {
      if (piece.token() < token) {
        return;
      }
      if (piece.token() > token) {
        token = piece.token();
        blocks.clear();
        end = 0;
        over = false;
      }
      int known = (int) Math.clamp(end - piece.offset(), 0, piece.bytes().length);
      append(piece, known);
      over |= piece.last();
      version++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void append(LogPiece piece, int known) {
    byte[] bytes = piece.bytes();
    long line = piece.line();
    for (int i = 0; i < known; i++) {
      line += bytes[i] == '\n' && line > 0 ? 1 : 0;
    }
    int taken = known;
    while (taken < bytes.length) {
      long position = piece.offset() + taken;
      Block last = blocks.peekLast();
      boolean follows = last != null && position == last.offset + last.length;
      if (last == null || !follows || last.length == BLOCK) {
        long counted = last != null && follows ? last.line + last.newlines : line;
        last = new Block(position, counted);
        blocks.addLast(last);
      }
      int count = Math.min(bytes.length - taken, BLOCK - last.length);
      System.arraycopy(bytes, taken, last.bytes, last.length, count);
      for (int i = taken; i < taken + count; i++) {
        last.newlines += bytes[i] == '\n' ? 1 : 0;
      }
      last.length += count;
      taken += count;
      end = position + count;
    }
    while (blocks.size() > REMEMBERED / BLOCK) {
      blocks.removeFirst();
    }
  }

  /** What is remembered, in order. */
  List<LogPart.Fresh> parts() {
    lock.lock();
    try {
      var parts = new ArrayList<LogPart.Fresh>();
      for (Block block : blocks) {
        // What was written of the array stays as it is.
        parts.add(
            new LogPart.Fresh(
                block.bytes, 0, block.offset, block.line, block.offset + block.length));
      }
      return parts;
    } finally {
      lock.unlock();
    }
  }

  /** Where the log ends; −1 while nobody said that it does. */
  long endOfLog() {
    lock.lock();
    try {
      return over ? end : -1;
    } finally {
      lock.unlock();
    }
  }

  /** Counts changes. */
  long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /** The topic was read up to where it ended when reading began. */
  void caughtUp() {
    lock.lock();
    try {
      if (!current) {
        current = true;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the topic was read once; returns whether it was. */
  boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (!current && left > 0) {
        left = changed.awaitNanos(left);
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something came after that version; returns at once where it already has. */
  void awaitChange(long seen, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.NANOSECONDS.convert(atMost);
      while (version == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
