package dev.modelgate.testkit;

import dev.modelgate.embedded.EmbeddedKafka;
import dev.modelgate.embedded.EmbeddedPostgres;
import dev.modelgate.embedded.EmbeddedS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka, the PostgreSQL and the S3 of a module's tests: one of each per JVM, started when the
 * first test asks, on a folder that goes with the JVM. Tests keep apart by topic prefix, database
 * and bucket.
 */
public final class TestParts {

  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
  private static @Nullable Path folder;
  private static @Nullable EmbeddedKafka kafka;
  private static @Nullable EmbeddedPostgres postgres;
  private static @Nullable EmbeddedS3 s3;

  private TestParts() {}

  /** The tests' Kafka. */
  public static synchronized EmbeddedKafka kafka() {
    EmbeddedKafka running = kafka;
    if (running == null) {
      running = EmbeddedKafka.start(folder().resolve("kafka"));
      OPEN.push(running);
      kafka = running;
    }
    return running;
  }

  /** The tests' PostgreSQL. */
  public static synchronized EmbeddedPostgres postgres() {
    EmbeddedPostgres running = postgres;
    if (running == null) {
      running = EmbeddedPostgres.start(folder().resolve("postgres"));
      OPEN.push(running);
      postgres = running;
    }
    return running;
  }

  /** The tests' S3. */
  public static synchronized EmbeddedS3 s3() {
    EmbeddedS3 running = s3;
    if (running == null) {
      running = EmbeddedS3.start(folder().resolve("s3"));
      OPEN.push(running);
      s3 = running;
    }
    return running;
  }

  /** What a service is told to keep its objects in a bucket of the tests' S3. */
  public static Map<String, Object> s3Settings(String bucket) {
    return Map.of(
        "modelgate.s3.endpoint", s3().endpoint().toString(),
        "modelgate.s3.region", "us-east-1",
        "modelgate.s3.bucket", bucket,
        "modelgate.s3.access-key", s3().accessKey(),
        "modelgate.s3.secret-key", s3().secretKey());
  }

  private static Path folder() {
    Path made = folder;
    if (made == null) {
      try {
        made = Files.createTempDirectory("modelgate-test");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(TestParts::closeAll, "test-parts"));
      folder = made;
    }
    return made;
  }

  private static synchronized void closeAll() {
    while (!OPEN.isEmpty()) {
      try {
        OPEN.pop().close();
      } catch (Exception e) {
        System.err.println("Expected to stop a test part, but " + e);
      }
    }
    try (Stream<Path> inside = Files.walk(folder())) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      System.err.println("Expected to delete the tests' folder, but " + e);
    }
  }
}
