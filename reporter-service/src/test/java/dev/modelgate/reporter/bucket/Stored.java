package dev.modelgate.reporter.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.modelgate.testkit.TestParts;
import java.net.URI;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of the tests' S3, filled as agents would. */
public final class Stored implements AutoCloseable {

  private final String name;
  private final S3Client client;

  public Stored(String name) {
    this.name = name;
    this.client = Clients.of(config(name));
    client.createBucket(request -> request.bucket(name));
  }

  BucketConfig config(String bucket) {
    return new BucketConfig(
        URI.create(TestParts.s3().endpoint().toString()),
        "us-east-1",
        bucket,
        TestParts.s3().accessKey(),
        TestParts.s3().secretKey());
  }

  /** What the service has for it. */
  public Bucket bucket() {
    return new Bucket(config(name));
  }

  public void put(String key, String text) {
    put(key, text.getBytes(UTF_8));
  }

  public void put(String key, byte[] bytes) {
    for (int attempt = 1; ; attempt++) {
      try {
        client.putObject(request -> request.bucket(name).key(key), RequestBody.fromBytes(bytes));
        return;
      } catch (SdkClientException e) {
        // A loaded machine may close a connection that was about to be used again.
        if (attempt == 5) {
          throw e;
        }
      }
    }
  }

  public void delete(String key) {
    client.deleteObject(request -> request.bucket(name).key(key));
  }

  @Override
  public void close() {
    client.close();
  }
}
