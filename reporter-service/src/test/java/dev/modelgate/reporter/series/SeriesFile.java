package dev.modelgate.reporter.series;

import dev.modelgate.events.MetricSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/** The file of series that an agent leaves in S3. */
public final class SeriesFile {

  private final List<MetricSeries> parts = new ArrayList<>();

  /** A part with steps 0, {@code every}, 2 × {@code every}, … */
  public SeriesFile with(
      String directory, String tag, int points, int every, IntToDoubleFunction value) {
    return with(
        directory,
        tag,
        LongStream.range(0, points).map(i -> i * every).boxed().toList(),
        IntStream.range(0, points).mapToDouble(value).boxed().toList());
  }

  public SeriesFile with(String directory, String tag, List<Long> steps, List<Double> values) {
    parts.add(
        MetricSeries.newBuilder()
            .setSource("tensorflow")
            .setDirectory(directory)
            .setTag(tag)
            .setSinglePrecision(true)
            .setSteps(steps)
            .setWallTimes(steps.stream().map(step -> 1.7e9 + step).toList())
            .setValues(values)
            .build());
    return this;
  }

  public byte[] bytes() {
    var out = new ByteArrayOutputStream();
    try (var writer = new DataFileWriter<>(new SpecificDatumWriter<>(MetricSeries.class))) {
      writer.setCodec(CodecFactory.zstandardCodec(3));
      writer.create(MetricSeries.getClassSchema(), out);
      for (MetricSeries part : parts) {
        writer.append(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
