package dev.modelgate.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Kafka, PostgreSQL and S3 over one folder: kafka, postgres and s3 below it. */
public final class EmbeddedParts implements AutoCloseable {
  private final FolderLock lock;
  private final EmbeddedKafka kafka;
  private final EmbeddedPostgres postgres;
  private final EmbeddedS3 s3;

  private EmbeddedParts(
      FolderLock lock, EmbeddedKafka kafka, EmbeddedPostgres postgres, EmbeddedS3 s3) {
    this.lock = lock;
    this.kafka = kafka;
    this.postgres = postgres;
    this.s3 = s3;
  }

  /**
   * Starts the three at the same time and returns when all of them serve.
   *
   * @throws PartException naming part, folder and reason where one fails, or where somebody else
   *     uses the folder; nothing is left running then
   */
  public static EmbeddedParts start(Path folder) {
    FolderLock lock;
    try {
      // Passable, because PostgreSQL may have to run as somebody else.
      lock = FolderLock.take(Folders.makePassable(folder));
    } catch (IOException problem) {
      throw new PartException(
          "Expected to use the folder %s, but %s".formatted(folder, PartException.reason(problem)),
          problem);
    }
    var kafka = inBackground("kafka", folder, EmbeddedKafka::start);
    var postgres = inBackground("postgres", folder, EmbeddedPostgres::start);
    var s3 = inBackground("s3", folder, EmbeddedS3::start);
    try {
      CompletableFuture.allOf(kafka, postgres, s3).join();
      return new EmbeddedParts(lock, kafka.join(), postgres.join(), s3.join());
    } catch (CompletionException problem) {
      List<AutoCloseable> started = new ArrayList<>();
      for (CompletableFuture<? extends AutoCloseable> part : List.of(kafka, postgres, s3)) {
        if (!part.isCompletedExceptionally()) {
          started.add(part.join());
        }
      }
      PartException failed = failure(problem);
      PartException alsoFailed = closeAll(started, lock);
      if (alsoFailed != null) {
        failed.addSuppressed(alsoFailed);
      }
      throw failed;
    }
  }

  /**
   * A thread of its own that is no daemon, for the parts' threads take after the one that starts
   * them.
   */
  private static <P> CompletableFuture<P> inBackground(
      String name, Path folder, Function<Path, P> start) {
    CompletableFuture<P> part = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("start-" + name)
        .daemon(false)
        .start(
            () -> {
              try {
                part.complete(start.apply(folder.resolve(name)));
              } catch (Throwable problem) {
                part.completeExceptionally(problem);
              }
            });
    return part;
  }

  private static PartException failure(CompletionException problem) {
    Throwable cause = problem.getCause() == null ? problem : problem.getCause();
    return cause instanceof PartException part
        ? part
        : new PartException(
            "Expected the parts to start and stop, but " + PartException.reason(cause), cause);
  }

  public EmbeddedKafka kafka() {
    return kafka;
  }

  public EmbeddedPostgres postgres() {
    return postgres;
  }

  public EmbeddedS3 s3() {
    return s3;
  }

  /**
   * Stops all three at the same time, also where one of them cannot be stopped; a second call does
   * nothing.
   */
  @Override
  public void close() {
    PartException problem = closeAll(List.of(s3, kafka, postgres), lock);
    if (problem != null) {
      throw problem;
    }
  }

  private static @Nullable PartException closeAll(List<AutoCloseable> parts, FolderLock lock) {
    PartException first = null;
    for (CompletableFuture<?> closing : parts.stream().map(EmbeddedParts::closing).toList()) {
      try {
        closing.join();
      } catch (CompletionException problem) {
        PartException failed = failure(problem);
        if (first == null) {
          first = failed;
        } else {
          first.addSuppressed(failed);
        }
      }
    }
    lock.close();
    return first;
  }

  private static CompletableFuture<?> closing(AutoCloseable part) {
    CompletableFuture<?> closed = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                part.close();
                closed.complete(null);
              } catch (Throwable problem) {
                closed.completeExceptionally(problem);
              }
            });
    return closed;
  }
}
