package dev.modelgate.reporter.bucket;

import io.micronaut.context.annotation.Bean;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The objects of all attempts. What is not there is empty, and so is a bucket that nobody made yet;
 * a bucket that does not answer is a {@link BucketException} within seconds, and at once for
 * whoever asks next: somebody waits for a page that asks several times.
 */
@Singleton
@Bean(preDestroy = "close")
public final class Bucket {

  /** What S3 lists or deletes at once. */
  private static final int PAGE = 1000;

  private static final int NO_SUCH_RANGE = 416;
  private static final long AWAY = Duration.ofSeconds(5).toNanos();

  /** A failure that came sooner kept nobody waiting, and may be that of one connection. */
  private static final long SLOW = Duration.ofSeconds(1).toNanos();

  private final BucketConfig config;
  private final int atOnce;
  private final AtomicReference<@Nullable Away> away = new AtomicReference<>();
  private @Nullable S3Client client;

  /** Nobody answered, and when somebody asked last whether that is still so. */
  private record Away(BucketException failure, long askedAt) {}

  @Inject
  Bucket(BucketConfig config) {
    this(config, PAGE);
  }

  Bucket(BucketConfig config, int atOnce) {
    this.config = config;
    this.atOnce = atOnce;
  }

  /** Every object whose key starts with the prefix, in order of keys. */
  public List<StoredObject> list(String prefix) {
    return list(prefix, Integer.MAX_VALUE);
  }

  /** The first objects with the prefix, at most so many. */
  public List<StoredObject> list(String prefix, int atMost) {
    var all = new ArrayList<StoredObject>();
    List<StoredObject> page = page(prefix, "");
    while (!page.isEmpty()) {
      all.addAll(page.subList(0, Math.min(page.size(), atMost - all.size())));
      boolean more = page.size() == atOnce && all.size() < atMost;
      page = more ? page(prefix, page.getLast().key()) : List.of();
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
    for (int i = 0; i < all.size(); i += atOnce) {
      List<ObjectIdentifier> some = all.subList(i, Math.min(all.size(), i + atOnce));
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
            .maxKeys(atOnce)
            .build());
  }

  private GetObjectRequest request(String key, long from, long to) {
    return GetObjectRequest.builder()
        .bucket(config.bucket())
        .key(key)
        .range("bytes=" + from + "-" + (to - 1))
        .build();
  }

  private <T> Optional<T> ask(String what, Function<S3Client, T> question) {
    Away before = refuseWhileAway();
    long begun = System.nanoTime();
    try {
      T answer = question.apply(client());
      away.compareAndSet(before, null);
      return Optional.of(answer);
    } catch (S3Exception e) {
      // Whoever refuses is there.
      away.compareAndSet(before, null);
      if (e.statusCode() == NO_SUCH_RANGE || e.statusCode() == 404) {
        return Optional.empty();
      }
      throw failure(what, e);
    } catch (SdkException | IllegalStateException e) {
      BucketException failure = failure(what, e);
      long now = System.nanoTime();
      if (now - begun > SLOW) {
        away.set(new Away(failure, now));
      }
      throw failure;
    }
  }

  /** Of those who come while nobody answers, one in a while asks; the others hear it at once. */
  private @Nullable Away refuseWhileAway() {
    Away now = away.get();
    if (now == null) {
      return null;
    }
    Away asking = new Away(now.failure(), System.nanoTime());
    if (asking.askedAt() - now.askedAt() < AWAY || !away.compareAndSet(now, asking)) {
      throw now.failure();
    }
    return asking;
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
