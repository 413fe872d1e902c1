package dev.modelgate.reporter.series;

import dev.modelgate.reporter.bucket.Bucket;
import dev.modelgate.reporter.bucket.BucketException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Series of attempts by the attempt's id. The file is written once, at the attempt's end; what was
 * read of it whole is remembered for the few attempts that people look at.
 */
@Singleton
public final class SeriesReader {

  private static final Logger LOG = LoggerFactory.getLogger(SeriesReader.class);

  private static final int REMEMBERED = 8;
  private static final long FILE_AT_MOST = 256L << 20;

  private final Bucket bucket;
  private final Map<String, AllSeries> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AllSeries> eldest) {
          return size() > REMEMBERED;
        }
      };

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
      return new AllSeries(
          List.of(), "The store of the plots does not answer; the server's log says why.");
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
    synchronized (remembered) {
      AllSeries known = remembered.get(key);
      if (known != null) {
        return Optional.of(known);
      }
    }
    Optional<AllSeries> read = bucket.open(key, 0, FILE_AT_MOST).map(SeriesReader::decoded);
    read.filter(all -> all.remark().isEmpty())
        .ifPresent(
            all -> {
              synchronized (remembered) {
                remembered.put(key, all);
              }
            });
    return read;
  }

  private static AllSeries decoded(InputStream file) {
    try (file) {
      return SeriesCodec.read(file);
    } catch (IOException e) {
      return new AllSeries(List.of(), "The file of the series could not be read: try again.");
    }
  }
}
