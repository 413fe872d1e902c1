package dev.modelgate.testkit;

import dev.modelgate.embedded.EmbeddedKafka;
import dev.modelgate.embedded.EmbeddedPostgres;
import dev.modelgate.embedded.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;

/** The product's own embedded parts, on a folder that goes with the JVM. */
final class EmbeddedSource implements PartsSource {

  private final Path folder;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  EmbeddedSource() throws IOException {
    folder = Files.createTempDirectory("modelgate-test");
  }

  @Override
  public String name() {
    return "embedded parts in this process";
  }

  @Override
  public TestKafka kafka() {
    EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    open.push(kafka);
    return new TestKafka(kafka.bootstrapServers());
  }

  @Override
  public TestPostgres postgres() {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
    open.push(postgres);
    return new TestPostgres(postgres.jdbcUrl(""), postgres.user(), postgres.password());
  }

  @Override
  public TestS3 s3() {
    EmbeddedS3 s3 = EmbeddedS3.start(folder.resolve("s3"));
    open.push(s3);
    return new TestS3(s3.endpoint(), s3.accessKey(), s3.secretKey());
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
