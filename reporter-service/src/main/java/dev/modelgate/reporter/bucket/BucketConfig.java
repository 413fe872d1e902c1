package dev.modelgate.reporter.bucket;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the bucket is.
 *
 * @param endpoint address of the S3 service; null: Amazon's of the region
 * @param accessKey null: the keys that the machine has, as Amazon's tools find them
 */
@ConfigurationProperties("modelgate.s3")
record BucketConfig(
    @Nullable URI endpoint,
    @Bindable(defaultValue = "us-east-1") String region,
    @Bindable(defaultValue = "modelgate") String bucket,
    @Nullable String accessKey,
    @Nullable String secretKey) {

  BucketConfig {
    if ((accessKey == null) != (secretKey == null)) {
      throw new IllegalArgumentException(
          "Expected modelgate.s3.access-key and modelgate.s3.secret-key together, but only one is"
              + " given");
    }
  }
}
