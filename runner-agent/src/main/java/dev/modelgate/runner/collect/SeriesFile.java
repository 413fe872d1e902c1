package dev.modelgate.runner.collect;

import dev.modelgate.runner.host.DurableFiles;
import dev.modelgate.runner.series.SeriesCodec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the whole series of an attempt into its folder, whole or not at all. */
final class SeriesFile {

  private static final Logger log = LoggerFactory.getLogger(SeriesFile.class);

  private SeriesFile() {}

  /**
   * Writes the file. An attempt whose series cannot be stored is still one with a result: what went
   * wrong becomes a note.
   */
  static void write(Path file, List<EventFiles.Read> read, List<String> notes) {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    try {
      long leftOut = write(written, read);
      DurableFiles.force(written);
      DurableFiles.move(written, file);
      if (leftOut > 0) {
        notes.add(
            String.format(
                Locale.ROOT,
                "The stored series lack %,d points: an attempt's series have at most %,d points"
                    + " each and %,d in all.",
                leftOut,
                SeriesCodec.Bounds.standard().ofSeries(),
                SeriesCodec.Bounds.standard().ofAll()));
      }
    } catch (IOException | UncheckedIOException e) {
      log.warn("Expected to write {}, but", file, e);
      DurableFiles.delete(written);
      notes.add("The series could not be stored on the runner, so they are not shown.");
    }
  }

  private static long write(Path file, List<EventFiles.Read> read) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    try (SeriesCodec series = new SeriesCodec(out, SeriesCodec.Bounds.standard())) {
      EventFiles.readAgain(read, series::directory);
      series.finish();
      return series.leftOut();
    }
  }
}
