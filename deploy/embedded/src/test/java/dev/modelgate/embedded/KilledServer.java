package dev.modelgate.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A process that stores something in each part, says so, and waits to be killed. */
final class KilledServer {
  private KilledServer() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedParts parts = EmbeddedParts.start(Path.of(arguments[0]));
    Probes.createTopic(parts.kafka());
    try (var producer = Probes.producer(parts.kafka())) {
      Probes.produce(producer, 0, 1_000);
    }
    parts.postgres().createDatabaseIfMissing("runs");
    Probes.execute(parts.postgres(), "runs", "CREATE TABLE kept AS SELECT 42 AS number");
    try (S3Client client = Probes.client(parts.s3())) {
      client.createBucket(request -> request.bucket("models"));
      client.putObject(
          request -> request.bucket("models").key("kept"), RequestBody.fromString("weights"));
    }
    System.out.println("stored " + EmbeddedPartsTest.addresses(parts));
    new CountDownLatch(1).await();
  }
}
