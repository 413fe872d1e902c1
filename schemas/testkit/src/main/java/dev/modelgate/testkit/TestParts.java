package dev.modelgate.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka, the PostgreSQL and the S3 of a module's tests: one of each per JVM, started when the
 * first test asks. Tests keep apart by topic prefix, database and bucket.
 *
 * <p>This is the one place that decides where they come from, and says so: containers where a
 * Docker answers that has their images or can fetch them, else the embedded parts. {@code
 * MODELGATE_TEST_PARTS} ({@code embedded} or {@code containers}) decides instead.
 */
public final class TestParts {

  private static final String VARIABLE = "MODELGATE_TEST_PARTS";

  private static @Nullable PartsSource source;
  private static @Nullable TestKafka kafka;
  private static @Nullable TestPostgres postgres;
  private static @Nullable TestS3 s3;

  private TestParts() {}

  /** The tests' Kafka. */
  public static synchronized TestKafka kafka() {
    TestKafka running = kafka == null ? source().kafka() : kafka;
    kafka = running;
    return running;
  }

  /** The tests' PostgreSQL. */
  public static synchronized TestPostgres postgres() {
    TestPostgres running = postgres == null ? source().postgres() : postgres;
    postgres = running;
    return running;
  }

  /** The tests' S3. */
  public static synchronized TestS3 s3() {
    TestS3 running = s3 == null ? source().s3() : s3;
    s3 = running;
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

  private static PartsSource source() {
    PartsSource chosen = source;
    if (chosen == null) {
      chosen = choose(System.getenv().getOrDefault(VARIABLE, ""));
      System.out.println("the tests' Kafka, PostgreSQL and S3: " + chosen.name());
      Runtime.getRuntime().addShutdownHook(new Thread(TestParts::close, "test-parts"));
      source = chosen;
    }
    return chosen;
  }

  static PartsSource choose(String wanted) {
    try {
      return switch (wanted) {
        case "containers" -> new ContainerSource();
        case "embedded" -> new EmbeddedSource();
        case "" -> lack().isEmpty() ? new ContainerSource() : new EmbeddedSource();
        default ->
            throw new IllegalArgumentException(
                "Expected " + VARIABLE + " to be embedded or containers, but it is " + wanted);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks only where there may be somebody to answer: the question alone costs a second. */
  private static String lack() {
    boolean mayAnswer =
        System.getenv("DOCKER_HOST") != null
            || Stream.of(
                    Path.of("/var/run/docker.sock"),
                    Path.of(System.getProperty("user.home"), ".docker/run/docker.sock"),
                    // Where nobody is root.
                    Path.of(System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/"), "docker.sock"))
                .anyMatch(Files::exists);
    String lack = mayAnswer ? ContainerSource.lack() : "no Docker is here";
    if (mayAnswer && !lack.isEmpty()) {
      System.out.println("no containers for the tests: " + lack);
    }
    return lack;
  }

  private static synchronized void close() {
    try {
      source().close();
    } catch (Exception e) {
      System.err.println("Expected to stop the tests' parts, but " + e);
    }
  }
}
