package dev.modelgate.reporter.bucket;

import io.micronaut.context.annotation.Bean;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The objects of all attempts. What is not there is empty, and so is a bucket that nobody made yet;
 * a bucket that does not answer is a {@link BucketException} within seconds.
 */
@Singleton
@Bean(preDestroy = "close")
public final class Bucket {

  private static final int PAGE = 1000;
  private static final int NO_SUCH_RANGE = 416;

  private final BucketConfig config;
  private @Nullable S3Client client;

  Bucket(BucketConfig config) {
    this.config = config;
  }

  /** Every object whose key starts with the prefix, in order of keys. */
  public List<StoredObject> list(String prefix) {
    var all = new ArrayList<StoredObject>();
    List<StoredObject> page = page(prefix, "");
    while (!page.isEmpty()) {
      all.addAll(page);
      page = page.size() < PAGE ? List.of() : page(prefix, page.getLast().key());
    }
    return all;
  }

  /** The first thousand objects with the prefix whose keys come after the given one. */
  public List<StoredObject> page(String prefix, String after) {
    return ask("list " + prefix, s3 -> listing(s3, prefix, after, null))
        .map(
            answer ->
                answer.contents().stream()
                    .map(o -> new StoredObject(o.key(), o.size(), o.lastModified()))
                    .toList())
        .orElse(List.of());
  }

  /** What stands between the prefix and the next slash, of the first thousand different ones. */
  public List<String> folders(String prefix) {
    return ask("list " + prefix, s3 -> listing(s3, prefix, "", "/"))
        .map(
            answer ->
                answer.commonPrefixes().stream()
                    .map(CommonPrefix::prefix)
                    .map(folder -> folder.substring(prefix.length(), folder.length() - 1))
                    .toList())
        .orElse(List.of());
  }

  /**
   * Bytes of an object.
   *
   * @param from position of the first byte
   * @param to position after the last byte; the object may end before it
   */
  public Optional<byte[]> read(String key, long from, long to) {
    if (to <= from) {
      return Optional.of(new byte[0]);
    }
    return ask(
        "read " + key, s3 -> s3.getObjectAsBytes(request(key, from, to)).asByteArrayUnsafe());
  }

  /** The whole of an object; whoever asks closes it. */
  public Optional<InputStream> open(String key) {
    return open(key, 0, Long.MAX_VALUE);
  }

  /** A part of an object, as {@link #read}; whoever asks closes it. */
  public Optional<InputStream> open(String key, long from, long to) {
    if (to <= from) {
      return Optional.of(InputStream.nullInputStream());
    }
    return ask("read " + key, s3 -> new AbortedAtClose(s3.getObject(request(key, from, to))));
  }

  /** Deletes objects; those that are gone already do not matter. */
  public void delete(Collection<String> keys) {
    List<ObjectIdentifier> all =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    for (int i = 0; i < all.size(); i += PAGE) {
      List<ObjectIdentifier> some = all.subList(i, Math.min(all.size(), i + PAGE));
      ask(
          "delete " + some.size() + " objects",
          s3 -> s3.deleteObjects(r -> r.bucket(config.bucket()).delete(d -> d.objects(some))));
    }
  }

  private ListObjectsV2Response listing(
      S3Client s3, String prefix, String after, @Nullable String delimiter) {
    return s3.listObjectsV2(
        ListObjectsV2Request.builder()
            .bucket(config.bucket())
            .prefix(prefix)
            .startAfter(after.isEmpty() ? null : after)
            .delimiter(delimiter)
            .maxKeys(PAGE)
            .build());
  }

  private GetObjectRequest request(String key, long from, long to) {
    String end = to == Long.MAX_VALUE ? "" : Long.toString(to - 1);
    boolean whole = from == 0 && end.isEmpty();
    return GetObjectRequest.builder()
        .bucket(config.bucket())
        .key(key)
        .range(whole ? null : "bytes=" + from + "-" + end)
        .build();
  }

  private <T> Optional<T> ask(String what, Function<S3Client, T> question) {
    try {
      return Optional.of(question.apply(client()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (S3Exception e) {
      if (e.statusCode() == NO_SUCH_RANGE || e.statusCode() == 404) {
        return Optional.empty();
      }
      throw failure(what, e);
    } catch (SdkException | IllegalStateException e) {
      throw failure(what, e);
    }
  }

  private BucketException failure(String what, RuntimeException cause) {
    return new BucketException(
        "Expected to %s in bucket %s, but %s; see modelgate.s3.endpoint and its keys"
            .formatted(what, config.bucket(), cause.getMessage()),
        cause);
  }

  /** Made when it is needed first, because making it takes a part of a second. */
  private synchronized S3Client client() {
    S3Client made = client;
    if (made == null) {
      made = Clients.of(config);
      client = made;
    }
    return made;
  }

  synchronized void close() {
    S3Client made = client;
    client = null;
    if (made != null) {
      made.close();
    }
  }
}
