package dev.modelgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3 over stops and starts on one folder, and against strangers. */
class EmbeddedS3Test {
  @TempDir Path folder;

  @Test
  void keepsObjectsAndTheirMetadataAtTheSameAddressWithTheSameKeys() {
    EmbeddedS3 first = EmbeddedS3.start(folder);
    try (S3Client client = Probes.client(first)) {
      client.createBucket(request -> request.bucket("models"));
      client.putObject(
          request ->
              request
                  .bucket("models")
                  .key("a/b.txt")
                  .contentType("text/x")
                  .metadata(Map.of("run", "42")),
          RequestBody.fromString("weights"));
    }
    first.close();
    first.close();

    try (EmbeddedS3 second = EmbeddedS3.start(folder);
        S3Client client = Probes.client(second, first.accessKey(), first.secretKey())) {
      assertThat(second.endpoint()).isEqualTo(first.endpoint());
      var kept = client.getObjectAsBytes(request -> request.bucket("models").key("a/b.txt"));
      assertThat(kept.asUtf8String()).isEqualTo("weights");
      assertThat(kept.response().contentType()).isEqualTo("text/x");
      assertThat(kept.response().metadata()).containsEntry("run", "42");
    }
  }

  @Test
  void refusesWhoeverDoesNotSignWithItsKeys() throws IOException, InterruptedException {
    try (EmbeddedS3 s3 = EmbeddedS3.start(folder);
        S3Client owner = Probes.client(s3);
        S3Client stranger = Probes.client(s3, s3.accessKey(), "guessed");
        HttpClient http = HttpClient.newHttpClient()) {
      owner.createBucket(request -> request.bucket("models"));
      owner.putObject(
          request -> request.bucket("models").key("secret"), RequestBody.fromString("weights"));

      assertThatThrownBy(
              () -> stranger.getObjectAsBytes(request -> request.bucket("models").key("secret")))
          .isInstanceOfSatisfying(
              S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(403));
      for (String path :
          new String[] {"/", "/models", "/models/secret", "/models/../../secrets.properties"}) {
        URI address = URI.create(s3.endpoint() + path);
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isIn(403, 400);
      }
    }
  }

  @Test
  void keepsEveryKeyInsideItsBucket() throws IOException {
    try (EmbeddedS3 s3 = EmbeddedS3.start(folder);
        S3Client client = Probes.client(s3)) {
      client.createBucket(request -> request.bucket("models"));
      client.putObject(
          request -> request.bucket("models").key("whole"), RequestBody.fromString("x"));
      for (String key :
          new String[] {"../../escaped", "a/../../../escaped", "../secrets.properties"}) {
        assertThatThrownBy(
                () ->
                    client.putObject(
                        request -> request.bucket("models").key(key), RequestBody.fromString("x")))
            .as("%s: refused, or the connection closed while the body was still being sent", key)
            .isInstanceOf(SdkException.class);
        // Without a body nothing is in the way of the answer.
        assertThatThrownBy(
                () ->
                    client.copyObject(
                        request ->
                            request
                                .sourceBucket("models")
                                .sourceKey("whole")
                                .destinationBucket("models")
                                .destinationKey(key)))
            .as(key)
            .isInstanceOf(S3Exception.class);
        assertThatThrownBy(
                () -> client.getObjectAsBytes(request -> request.bucket("models").key(key)))
            .as(key)
            .isInstanceOf(S3Exception.class);
      }
    }
    try (var files = Files.walk(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("escaped");
    }
  }
}
