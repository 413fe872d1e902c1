package dev.modelgate.runner.series;

import dev.modelgate.events.MetricSeries;
import dev.modelgate.runner.eventfile.PointSink;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.PrimitivesArrays.DoubleArray;
import org.apache.avro.generic.PrimitivesArrays.LongArray;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Writes series as they are read: an Avro container (zstd) of MetricSeries, in parts of at most
 * {@link #LONGEST_PART} points. A series' parts follow each other, those of other series may lie
 * between them. What waits for its part to be full is bounded too.
 */
public final class SeriesCodec implements Closeable {

  /** How many points a record has at most. */
  public static final int LONGEST_PART = 10_000;

  private static final String SOURCE = "tensorflow";
  private static final int ZSTD_LEVEL = 3;
  private static final int MOST_WAITING = 500_000;
  private static final int SMALLEST = 16;

  /** How much of an attempt's series is written. */
  public record Bounds(long ofSeries, long ofAll) {

    /** Those of an agent: the file then is a few hundred MiB at most. */
    public static Bounds standard() {
      return new Bounds(2_000_000, 10_000_000);
    }
  }

  private final DataFileWriter<MetricSeries> file;
  private final Bounds bounds;
  private final List<Part> waiting = new ArrayList<>();
  private int points;
  private long written;
  private long leftOut;

  /**
   * Begins a file.
   *
   * @param out is closed with this
   */
  public SeriesCodec(OutputStream out, Bounds bounds) throws IOException {
    this.bounds = bounds;
    this.file = new DataFileWriter<>(new SpecificDatumWriter<>(MetricSeries.class));
    file.setCodec(CodecFactory.zstandardCodec(ZSTD_LEVEL));
    file.create(MetricSeries.getClassSchema(), out);
  }

  /**
   * Takes the points of one event directory; the one before is complete.
   *
   * @param path empty for the top
   */
  public PointSink directory(String path) {
    flush();
    return new Directory(path);
  }

  /** The last directory is complete. */
  public void finish() {
    flush();
  }

  /** How many points are not in the file, for there are too many. */
  public long leftOut() {
    return leftOut;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void flush() {
    waiting.forEach(Part::write);
    waiting.clear();
  }

  /** The series of a directory. */
  private final class Directory implements PointSink {

    private final String path;
    private final List<Part> parts = new ArrayList<>();

    Directory(String path) {
      this.path = path;
    }

    @Override
    public void series(int series, String tag) {
      while (parts.size() <= series) {
        parts.add(new Part(path, tag));
      }
      parts.set(series, new Part(path, tag));
    }

    @Override
    public void point(
        int series, long step, double wallTime, double value, boolean singlePrecision) {
      Part part = parts.get(series);
      if (part.all == bounds.ofSeries() || written + points == bounds.ofAll()) {
        leftOut++;
        return;
      }
      if (part.values.isEmpty()) {
        waiting.add(part);
      }
      part.add(step, wallTime, value, singlePrecision);
      points++;
      if (points == MOST_WAITING) {
        flush();
      } else if (part.values.size() == LONGEST_PART) {
        waiting.remove(part);
        part.write();
      }
    }
  }

  /** The points of a series that wait to be written. */
  private final class Part {

    private final String directory;
    private final String tag;
    private LongArray steps = steps();
    private DoubleArray wallTimes = doubles("wallTimes");
    private DoubleArray values = doubles("values");
    private boolean single = true;
    private long all;

    Part(String directory, String tag) {
      this.directory = directory;
      this.tag = tag;
    }

    void add(long step, double wallTime, double value, boolean singlePrecision) {
      steps.add(steps.size(), step);
      wallTimes.add(wallTimes.size(), wallTime);
      values.add(values.size(), value);
      single &= singlePrecision;
      all++;
    }

    void write() {
      try {
        file.append(new MetricSeries(SOURCE, directory, tag, single, steps, wallTimes, values));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      written += values.size();
      points -= values.size();
      steps = steps();
      wallTimes = doubles("wallTimes");
      values = doubles("values");
      single = true;
    }

    private static LongArray steps() {
      return new LongArray(SMALLEST, schemaOf("steps"));
    }

    private static DoubleArray doubles(String field) {
      return new DoubleArray(SMALLEST, schemaOf(field));
    }

    private static Schema schemaOf(String field) {
      return MetricSeries.getClassSchema().getField(field).schema();
    }
  }
}
