package dev.modelgate.scheduler.grant;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Where logs, series and artifacts are stored.
 *
 * @param endpoint address of the S3 service, which runners reach, too; null: Amazon's of the region
 * @param region that requests are signed for
 * @param accessKey null: the keys that the machine has, as Amazon's tools find them
 */
@ConfigurationProperties("modelgate.s3")
record S3Config(
    @Nullable URI endpoint,
    @Bindable(defaultValue = "us-east-1") String region,
    @Bindable(defaultValue = "modelgate") String bucket,
    @Nullable String accessKey,
    @Nullable String secretKey) {

  S3Config {
    if ((accessKey == null) != (secretKey == null)) {
      throw new IllegalArgumentException(
          "Expected modelgate.s3.access-key and modelgate.s3.secret-key together, but only one is"
              + " given");
    }
  }

  AwsCredentialsProvider credentials() {
    return accessKey == null || secretKey == null
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
  }

  /** The secret is nobody's business. */
  @Override
  public String toString() {
    return "bucket %s at %s".formatted(bucket, endpoint == null ? region : endpoint);
  }
}
