package dev.modelgate.reporter.artifact;

import dev.modelgate.reporter.bucket.Bucket;
import dev.modelgate.reporter.log.LogOf;
import dev.modelgate.reporter.log.Logs;
import jakarta.inject.Singleton;
import java.io.InputStream;
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
    return list(attempt, LISTED_AT_MOST);
  }

  /** The first of them, at most so many. */
  public List<Artifact> list(LogOf attempt, int atMost) {
    return logs.folder(attempt)
        .map(folder -> folder + "artifacts/")
        .map(prefix -> list(prefix, atMost))
        .orElse(List.of());
  }

  private List<Artifact> list(String prefix, int atMost) {
    return bucket.list(prefix, atMost).stream()
        .map(o -> new Artifact(o.key().substring(prefix.length()), o.key(), o.bytes()))
        .filter(artifact -> isPath(artifact.path()))
        .toList();
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
