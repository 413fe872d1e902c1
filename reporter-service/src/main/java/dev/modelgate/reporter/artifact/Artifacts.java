package dev.modelgate.reporter.artifact;

import dev.modelgate.reporter.bucket.Bucket;
import dev.modelgate.reporter.bucket.StoredObject;
import dev.modelgate.reporter.log.LogOf;
import dev.modelgate.reporter.log.Logs;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds artifacts in the bucket.
 *
 * <p>Every method throws a {@link dev.modelgate.reporter.bucket.BucketException} where the bucket
 * does not answer.
 */
@Singleton
public final class Artifacts {

  private static final int LISTED_AT_MOST = 10_000;

  private final Bucket bucket;
  private final Logs logs;

  Artifacts(Bucket bucket, Logs logs) {
    this.bucket = bucket;
    this.logs = logs;
  }

  /** An attempt's artifacts in order of their paths, ten thousand at most. */
  public List<Artifact> list(LogOf attempt) {
    String prefix = logs.folder(attempt).map(folder -> folder + "artifacts/").orElse("");
    var found = new ArrayList<Artifact>();
    String after = "";
    while (!prefix.isEmpty() && found.size() < LISTED_AT_MOST) {
      List<StoredObject> page = bucket.page(prefix, after);
      if (page.isEmpty()) {
        break;
      }
      after = page.getLast().key();
      page.stream()
          .map(o -> new Artifact(o.key().substring(prefix.length()), o.key(), o.bytes()))
          .filter(artifact -> isPath(artifact.path()))
          .limit(LISTED_AT_MOST - found.size())
          .forEach(found::add);
    }
    return found;
  }

  /** One of them, by its exact path. */
  public Optional<Artifact> find(LogOf attempt, String path) {
    if (!isPath(path)) {
      return Optional.empty();
    }
    return logs.folder(attempt)
        .map(folder -> folder + "artifacts/" + path)
        .flatMap(
            key ->
                bucket.page(key, "").stream()
                    .filter(object -> object.key().equals(key))
                    .findFirst())
        .map(object -> new Artifact(path, object.key(), object.bytes()));
  }

  /** Its bytes from a position to another; empty where it is gone by now. */
  public Optional<InputStream> open(Artifact artifact, long from, long to) {
    return bucket.open(artifact.key(), from, to);
  }

  /** Whether a path leads to a place below where it starts, wherever it is joined to. */
  static boolean isPath(String path) {
    return !path.isEmpty()
        && path.chars().noneMatch(c -> c < ' ' || c == '\\' || c == 0x7F)
        && Arrays.stream(path.split("/", -1))
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }
}
