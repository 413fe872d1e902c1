package dev.modelgate.scheduler.grant;

import io.micronaut.context.annotation.Bean;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * Signs addresses in the installation's bucket. Signing asks nobody; only the first grant of a
 * process looks whether the bucket is there, so that a start needs no S3.
 */
@Singleton
@Bean(preDestroy = "close")
public class Bucket {

  /** What an HTTP client says by itself. */
  private static final Set<String> SAID_ANYWAY = Set.of("host", "content-length");

  private static final int NOT_FOUND = 404;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final S3Config config;
  private @Nullable S3Presigner presigner;

  Bucket(S3Config config) {
    this.config = config;
  }

  /**
   * Signs an address for each file.
   *
   * @param prefix of the attempt, with a slash at its end
   * @param valid how long the addresses are
   * @throws SdkException if S3 does not answer, or the bucket is not there and cannot be made
   */
  public List<GrantedFile> grant(String prefix, List<WantedFile> files, Duration valid) {
    S3Presigner signer = presigner();
    return files.stream().map(file -> grant(signer, prefix, file, valid)).toList();
  }

  private GrantedFile grant(S3Presigner signer, String prefix, WantedFile file, Duration valid) {
    PresignedPutObjectRequest signed =
        signer.presignPutObject(
            request ->
                request
                    .signatureDuration(valid)
                    .putObjectRequest(
                        put ->
                            put.bucket(config.bucket())
                                .key(prefix + file.path())
                                .contentLength(file.bytes())));
    Map<String, String> headers =
        signed.signedHeaders().entrySet().stream()
            .filter(header -> !SAID_ANYWAY.contains(header.getKey().toLowerCase(Locale.ROOT)))
            .collect(
                Collectors.toMap(Map.Entry::getKey, header -> String.join(",", header.getValue())));
    return new GrantedFile(file.path(), signed.url().toString(), headers);
  }

  private synchronized S3Presigner presigner() {
    S3Presigner made = presigner;
    if (made == null) {
      makeWhereMissing();
      S3Presigner.Builder builder =
          S3Presigner.builder()
              .region(Region.of(config.region()))
              .credentialsProvider(config.credentials())
              .serviceConfiguration(
                  S3Configuration.builder()
                      .pathStyleAccessEnabled(config.endpoint() != null)
                      .build());
      if (config.endpoint() != null) {
        builder.endpointOverride(config.endpoint());
      }
      made = builder.build();
      presigner = made;
    }
    return made;
  }

  private void makeWhereMissing() {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(config.region()))
            .credentialsProvider(config.credentials())
            .forcePathStyle(config.endpoint() != null)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(PATIENCE)
                    .socketTimeout(PATIENCE))
            .overrideConfiguration(settings -> settings.apiCallTimeout(PATIENCE.multipliedBy(2)));
    if (config.endpoint() != null) {
      builder.endpointOverride(config.endpoint());
    }
    try (S3Client client = builder.build()) {
      if (isMissing(client)) {
        client.createBucket(request -> request.bucket(config.bucket()));
      }
    } catch (BucketAlreadyExistsException | BucketAlreadyOwnedByYouException e) {
      // Somebody else was quicker.
    }
  }

  /** Whoever may only write to the bucket is not told about it; then it is there. */
  private boolean isMissing(S3Client client) {
    try {
      client.headBucket(request -> request.bucket(config.bucket()));
      return false;
    } catch (S3Exception e) {
      if (e.statusCode() >= 500) {
        throw e;
      }
      return e.statusCode() == NOT_FOUND;
    }
  }

  synchronized void close() {
    S3Presigner made = presigner;
    presigner = null;
    if (made != null) {
      made.close();
    }
  }
}
