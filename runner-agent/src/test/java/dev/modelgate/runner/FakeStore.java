package dev.modelgate.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.modelgate.runner.claim.AttemptKey;
import dev.modelgate.testkit.TestParts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The scheduler's side of uploads, over a real S3: it grants as it is told to, and looks what was
 * stored. That an object is stored again with another content is an error of the test.
 */
final class FakeStore implements AutoCloseable {

  private static final String BUCKET = "runner";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final S3Client client;
  private final S3Presigner presigner;
  private final Set<String> unwanted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean granting = true;
  private volatile @Nullable URI instead;

  FakeStore() {
    StaticCredentialsProvider keys =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(TestParts.s3().accessKey(), TestParts.s3().secretKey()));
    this.client =
        S3Client.builder()
            .endpointOverride(TestParts.s3().endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(keys)
            .forcePathStyle(true)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    this.presigner =
        S3Presigner.builder()
            .endpointOverride(TestParts.s3().endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(keys)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
    try {
      client.createBucket(request -> request.bucket(BUCKET));
    } catch (BucketAlreadyExistsException | BucketAlreadyOwnedByYouException e) {
      // Another test has made it.
    }
  }

  /** Whether grants are given; otherwise the scheduler says that the store is away. */
  void granting(boolean does) {
    granting = does;
  }

  /** So many of the next wishes that name artifacts are called invalid. */
  void refuseArtifacts(int times) {
    refusals.set(times);
  }

  /** Has grants name another address, as that of a store that is away; null: the right one. */
  void instead(@Nullable URI address) {
    instead = address;
  }

  /** Files of this attempt are no longer wanted. */
  void unwanted(AttemptKey key) {
    unwanted.add(key.attemptId());
  }

  /** How often somebody asked for grants. */
  int asked() {
    return asked.get();
  }

  /** The objects of an attempt: path below its prefix, and size. */
  SortedMap<String, Long> list(AttemptKey key) {
    SortedMap<String, Long> all = new TreeMap<>();
    for (S3Object object :
        client
            .listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix(prefix(key)))
            .contents()) {
      all.put(object.key().substring(prefix(key).length()), object.size());
    }
    return all;
  }

  byte[] read(AttemptKey key, String path) {
    return client
        .getObjectAsBytes(request -> request.bucket(BUCKET).key(prefix(key) + path))
        .asByteArray();
  }

  /** How much of the log is stored without a gap. */
  long logBytes(AttemptKey key) {
    long end = 0;
    for (Map.Entry<String, Long> each : list(key).entrySet()) {
      if (each.getKey().startsWith("log/") && offset(each.getKey()) == end) {
        end += each.getValue();
      }
    }
    return end;
  }

  /** The log; its segments must follow each other and number lines rightly. */
  byte[] log(AttemptKey key) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    long lines = 1;
    for (String path : list(key).keySet()) {
      if (path.startsWith("log/")) {
        if (offset(path) != all.size() || Long.parseLong(path.substring(20)) != lines) {
          throw new AssertionError(path + " follows " + all.size() + " bytes, line " + lines);
        }
        byte[] bytes = read(key, path);
        all.writeBytes(bytes);
        for (byte each : bytes) {
          lines += each == '\n' ? 1 : 0;
        }
      }
    }
    return all.toByteArray();
  }

  private static long offset(String path) {
    return Long.parseLong(path.substring(4, 19));
  }

  private static String prefix(AttemptKey key) {
    return "attempts/" + key.attemptId() + "/" + key.token() + "/";
  }

  /** Answers as {@code POST /api/grants} does. */
  void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    JsonNode wish = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String attempt = wish.path("attemptId").asText();
    boolean refused =
        wish.findValuesAsText("path").stream().anyMatch(path -> path.startsWith("artifacts/"))
            && refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    int status = !granting ? 503 : refused ? 400 : unwanted.contains(attempt) ? 409 : 200;
    List<Map<String, Object>> files = new ArrayList<>();
    for (JsonNode file : wish.path("files")) {
      files.add(
          Map.of(
              "path",
              file.path("path").asText(),
              "headers",
              Map.of(),
              "url",
              url(
                  prefix(new AttemptKey(attempt, wish.path("token").asLong()))
                      + file.path("path").asText(),
                  file.path("bytes").asLong())));
    }
    byte[] answer =
        status == 200
            ? JSON.writeValueAsString(Map.of("files", files)).getBytes(UTF_8)
            : "{\"error\":\"no\"}".getBytes(UTF_8);
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String url(String key, long bytes) {
    URI other = instead;
    String url =
        presigner
            .presignPutObject(
                request ->
                    request
                        .signatureDuration(Duration.ofMinutes(15))
                        .putObjectRequest(put -> put.bucket(BUCKET).key(key).contentLength(bytes)))
            .url()
            .toString();
    return other == null
        ? url
        : url.replace(TestParts.s3().endpoint().toString(), other.toString());
  }

  @Override
  public void close() {
    client.close();
    presigner.close();
  }
}
