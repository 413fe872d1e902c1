package dev.modelgate.runner.eventfile;

import java.util.ArrayList;
import java.util.List;

/** A growing list of numbers in pieces, so that growing never copies what is there. */
final class Values {

  private static final int SMALLEST = 16;
  private static final int LARGEST = 1 << 15;

  private final List<double[]> full = new ArrayList<>();
  private double[] piece = new double[SMALLEST];
  private int filled;
  private int count;

  void add(double value) {
    if (filled == piece.length) {
      full.add(piece);
      piece = new double[Math.min(LARGEST, piece.length * 2)];
      filled = 0;
    }
    piece[filled++] = value;
    count++;
  }

  int count() {
    return count;
  }

  double[] toArray() {
    double[] all = new double[count];
    int at = 0;
    for (double[] each : full) {
      System.arraycopy(each, 0, all, at, each.length);
      at += each.length;
    }
    System.arraycopy(piece, 0, all, at, filled);
    return all;
  }
}
