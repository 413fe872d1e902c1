package dev.modelgate.reporter.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a bounded number of a series' points, however many come: neighbours share a bucket, and of
 * each bucket the lowest, the highest and one that is no finite number stay. No peak is lost, and
 * no NaN hides.
 */
final class Thinning {

  /** Kept of a bucket at most: its lowest, its highest, one that is not finite. */
  private static final int KEPT_OF_A_BUCKET = 3;

  private final int atMost;
  private List<Bucket> buckets = new ArrayList<>();
  private long width;
  private int room;
  private long count;

  /**
   * @param atMost how many points may stay, the first and the last on top
   */
  Thinning(int atMost) {
    this(atMost, 1);
  }

  /**
   * @param width how many points share a bucket, where the length of the series is known
   */
  Thinning(int atMost, long width) {
    this.atMost = Math.max(KEPT_OF_A_BUCKET * 2, atMost);
    this.width = width;
    this.room = atMost;
  }

  /** A point and its place in the series. */
  private record Kept(long index, long step, double value) {}

  private record Bucket(@Nullable Kept low, @Nullable Kept high, @Nullable Kept odd) {

    static Bucket of(Kept point) {
      return Double.isFinite(point.value())
          ? new Bucket(point, point, null)
          : new Bucket(null, null, point);
    }

    Bucket with(Bucket later) {
      return new Bucket(
          low == null || later.low != null && later.low.value() < low.value() ? later.low : low,
          high == null || later.high != null && later.high.value() > high.value()
              ? later.high
              : high,
          odd == null ? later.odd : odd);
    }

    void into(List<Kept> points) {
      int from = points.size();
      if (low != null) {
        points.add(low);
      }
      if (high != null && !high.equals(low)) {
        points.add(high);
      }
      if (odd != null) {
        points.add(odd);
      }
      points.subList(from, points.size()).sort((a, b) -> Long.compare(a.index(), b.index()));
    }
  }

  private @Nullable Kept first;
  private @Nullable Kept last;

  void add(long step, double value) {
    Kept point = new Kept(count, step, value);
    if (first == null) {
      first = point;
    }
    last = point;
    if (count % width == 0) {
      buckets.add(Bucket.of(point));
    } else {
      buckets.set(buckets.size() - 1, buckets.getLast().with(Bucket.of(point)));
    }
    count++;
    while (buckets.size() > room) {
      merge();
    }
  }

  /** What is kept, in the order of the series. */
  Points points() {
    List<Kept> kept = new ArrayList<>();
    buckets.forEach(bucket -> bucket.into(kept));
    if (first != null && last != null && !kept.getFirst().equals(first)) {
      kept.addFirst(first);
    }
    if (last != null && !kept.getLast().equals(last)) {
      kept.addLast(last);
    }
    long[] steps = new long[kept.size()];
    double[] values = new double[kept.size()];
    Arrays.setAll(steps, i -> kept.get(i).step());
    Arrays.setAll(values, i -> kept.get(i).value());
    return new Points(steps, values);
  }

  private void merge() {
    List<Bucket> merged = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i += 2) {
      Bucket one = buckets.get(i);
      merged.add(i + 1 < buckets.size() ? one.with(buckets.get(i + 1)) : one);
    }
    buckets = merged;
    width *= 2;
    room = (atMost - 2) / KEPT_OF_A_BUCKET;
  }
}
