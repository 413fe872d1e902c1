package dev.modelgate.reporter.series;

import dev.modelgate.events.MetricSeries;
import dev.modelgate.events.wire.ContainerFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.TreeMap;

/** Reads the container file of an attempt's series, as much of it as is whole. */
final class SeriesCodec {

  /** Kept of each series; a plot is some hundred pixels wide. */
  static final int POINTS_KEPT = 1_200;

  static final int SERIES_AT_MOST = 500;
  private static final int NAME_AT_MOST = 500;
  private static final int BLOCK_AT_MOST = 16 << 20;

  /** Read of a file in all: what packs well could otherwise keep us busy for hours. */
  static final long POINTS_READ_AT_MOST = 20_000_000;

  private final TreeMap<Name, Gathering> all = new TreeMap<>();
  private boolean left;
  private long work;

  private SeriesCodec() {}

  /** Directory and tag: two series may have the same name when joined. */
  private record Name(String directory, String tag) implements Comparable<Name> {

    @Override
    public int compareTo(Name other) {
      int byTag = tag.compareTo(other.tag);
      return byTag != 0 ? byTag : directory.compareTo(other.directory);
    }
  }

  static AllSeries read(InputStream file) {
    SeriesCodec reading = new SeriesCodec();
    try {
      ContainerFile.read(file, MetricSeries.class, BLOCK_AT_MOST, reading::add);
    } catch (IOException e) {
      return reading.taken(
          "The file of the series is damaged or too large; what could be read of it is here.",
          true);
    }
    return reading.taken(
        reading.left ? "Only the first " + SERIES_AT_MOST + " series are kept." : "", false);
  }

  private AllSeries taken(String remark, boolean broken) {
    return new AllSeries(all.values().stream().map(Gathering::series).toList(), remark, broken);
  }

  private void add(MetricSeries part) {
    List<Long> steps = part.getSteps();
    List<Double> values = part.getValues();
    work += 1 + steps.size();
    if (work > POINTS_READ_AT_MOST) {
      throw new IllegalStateException("Expected at most " + POINTS_READ_AT_MOST + " points");
    }
    Name name = new Name(cut(part.getDirectory()), cut(part.getTag()));
    Gathering gathering = all.get(name);
    if (gathering == null && all.size() < SERIES_AT_MOST) {
      gathering =
          new Gathering(name.directory(), name.tag(), part.getSinglePrecision(), POINTS_KEPT);
      all.put(name, gathering);
    }
    left |= gathering == null;
    for (int i = 0; gathering != null && i < Math.min(steps.size(), values.size()); i++) {
      gathering.add(steps.get(i), values.get(i));
    }
  }

  private static String cut(String name) {
    return name.length() <= NAME_AT_MOST ? name : name.substring(0, NAME_AT_MOST);
  }
}
