import dev.modelgate.runner.eventfile.Aggregate;
import dev.modelgate.runner.eventfile.EventDirectory;
import dev.modelgate.runner.eventfile.EventFile;
import dev.modelgate.runner.eventfile.ScalarSeries;
import dev.modelgate.runner.eventfile.SeriesSink;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * Writes event files to measure with, and reads them as the agent does: every checksum compared,
 * every aggregate exact. Started from its source by run.sh.
 */
final class EventFilesBench {

  private static final int TAGS = 20;
  private static final String[] ALL = {
    "count", "first", "last", "min", "max", "mean", "stddev", "median"
  };

  public static void main(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "write" ->
          write(
              Path.of(arguments[1]), arguments[2].equals("tensor"), Integer.parseInt(arguments[3]));
      case "read" -> read(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
      default -> throw new IllegalArgumentException("Expected write or read");
    }
  }

  /** Reads the file so many times in this process; the first time is the one that an agent sees. */
  private static void read(Path file, int times) throws IOException {
    double megabytes = Files.size(file) / 1e6;
    for (int i = 0; i < times; i++) {
      long cpu = cpuNanos();
      long began = System.nanoTime();
      List<ScalarSeries> series =
          EventDirectory.read(
                  List.of(new EventFile(file.toString(), () -> FileChannel.open(file))),
                  20_000,
                  1 << 20,
                  () -> new SeriesSink("", tag -> true, 8L << 20))
              .sink()
              .series();
      long points = 0;
      double sum = 0;
      for (ScalarSeries each : series) {
        points += each.count();
        for (String aggregate : ALL) {
          sum +=
              each.aggregate(aggregate) instanceof Aggregate.Of(double number, String _)
                  ? number
                  : 0;
        }
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      double cpuSeconds = (cpuNanos() - cpu) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "modelgate,%d,%.4f,%.4f,%.1f,%d,%s,%d%n",
          i + 1,
          seconds,
          cpuSeconds,
          megabytes / seconds,
          points,
          Double.toString(sum),
          peakKilobytes());
    }
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long peakKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(-1);
  }

  private static void write(Path file, boolean tensor, int events) throws IOException {
    Random random = new Random(42);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      record(
          out,
          message(1, 1.7e9, m -> bytes(m, 3, "brain.Event:2".getBytes(StandardCharsets.UTF_8))));
      for (int i = 0; i < events; i++) {
        int step = i / TAGS;
        float value = (float) (Math.exp(-step / 20_000.0) + 0.01 * random.nextGaussian());
        byte[] tag = ("train/metric_" + i % TAGS).getBytes(StandardCharsets.UTF_8);
        boolean first = i < TAGS;
        ByteArrayOutputStream its = new ByteArrayOutputStream();
        bytes(its, 1, tag);
        if (tensor) {
          ByteArrayOutputStream number = new ByteArrayOutputStream();
          varint(number, 8);
          varint(number, 1);
          bytes(number, 2, new byte[0]);
          number.write(5 << 3 | 2);
          number.write(4);
          number.writeBytes(little(4, Float.floatToIntBits(value)));
          bytes(its, 8, number.toByteArray());
          if (first) {
            ByteArrayOutputStream plugin = new ByteArrayOutputStream();
            bytes(plugin, 1, "scalars".getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream metadata = new ByteArrayOutputStream();
            bytes(metadata, 1, plugin.toByteArray());
            bytes(its, 9, metadata.toByteArray());
          }
        } else {
          its.write(2 << 3 | 5);
          its.writeBytes(little(4, Float.floatToIntBits(value)));
        }
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        bytes(summary, 1, its.toByteArray());
        record(out, message(step, 1.7e9 + step * 0.1, m -> bytes(m, 5, summary.toByteArray())));
      }
    }
  }

  private static byte[] message(
      int step, double wallTime, java.util.function.Consumer<ByteArrayOutputStream> content) {
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    event.write(1 << 3 | 1);
    event.writeBytes(little(8, Double.doubleToLongBits(wallTime)));
    event.write(2 << 3);
    varint(event, step);
    content.accept(event);
    return event.toByteArray();
  }

  private static void record(OutputStream out, byte[] data) throws IOException {
    byte[] length = little(8, data.length);
    out.write(length);
    out.write(little(4, masked(length)));
    out.write(data);
    out.write(little(4, masked(data)));
  }

  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] bytes) {
    varint(out, field << 3 | 2);
    varint(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void varint(ByteArrayOutputStream out, int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      out.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static byte[] little(int width, long number) {
    byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
    return java.util.Arrays.copyOf(all, width);
  }
}
