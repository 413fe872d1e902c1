package dev.modelgate.reporter.series;

import dev.modelgate.reporter.bucket.Bucket;
import dev.modelgate.reporter.bucket.BucketException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Series of attempts by the attempt's id. The file is written once, at the attempt's end; what was
 * read of it is remembered for the few attempts that people look at. However many look, a file is
 * read once, and few are read at a time: each of them may be large.
 */
@Singleton
public final class SeriesReader {

  private static final Logger LOG = LoggerFactory.getLogger(SeriesReader.class);

  private static final int REMEMBERED = 8;
  private static final long FILE_AT_MOST = 256L << 20;
  private static final int DESKS = 3;
  private static final long BROKEN_FRESH = Duration.ofMinutes(1).toNanos();

  private record Known(AllSeries all, long at) {

    boolean counts() {
      return !all.broken() || System.nanoTime() - at < BROKEN_FRESH;
    }
  }

  private final Bucket bucket;
  private final Map<String, Known> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Where files are read, each file always at the same one. */
  private final List<ReentrantLock> desks =
      Stream.generate(() -> new ReentrantLock()).limit(DESKS).toList();

  SeriesReader(Bucket bucket) {
    this.bucket = bucket;
  }

  /** What the attempt's newest try left; none as long as it runs. */
  public AllSeries of(String attemptId) {
    String folder = "attempts/" + attemptId + "/";
    try {
      return tokens(folder).stream()
          .map(token -> read(folder + token + "/series.avro"))
          .flatMap(Optional::stream)
          .findFirst()
          .orElse(AllSeries.NONE);
    } catch (BucketException e) {
      LOG.warn("series of attempt {} not read cause=\"{}\"", attemptId, e.getMessage());
      return AllSeries.none("The store of the plots does not answer; the server's log says why.");
    }
  }

  private List<Long> tokens(String folder) {
    return bucket.folders(folder).stream()
        .filter(name -> name.matches("[0-9]{1,18}"))
        .map(Long::valueOf)
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private Optional<AllSeries> read(String key) {
    Optional<AllSeries> known = known(key);
    if (known.isPresent()) {
      return known;
    }
    ReentrantLock desk = desks.get(Math.floorMod(key.hashCode(), DESKS));
    desk.lock();
    try {
      return known(key).or(() -> fetch(key));
    } finally {
      desk.unlock();
    }
  }

  private Optional<AllSeries> known(String key) {
    synchronized (remembered) {
      return Optional.ofNullable(remembered.get(key)).filter(Known::counts).map(Known::all);
    }
  }

  private Optional<AllSeries> fetch(String key) {
    Optional<AllSeries> read = bucket.open(key, 0, FILE_AT_MOST).map(SeriesReader::decoded);
    synchronized (remembered) {
      read.ifPresent(all -> remembered.put(key, new Known(all, System.nanoTime())));
    }
    return read;
  }

  private static AllSeries decoded(InputStream file) {
    try (file) {
      return SeriesCodec.read(file);
    } catch (IOException e) {
      return new AllSeries(List.of(), "The file of the series could not be read: try again.", true);
    }
  }
}
