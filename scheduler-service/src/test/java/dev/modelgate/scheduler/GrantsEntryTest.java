package dev.modelgate.scheduler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.modelgate.scheduler.grant.Bucket;
import dev.modelgate.scheduler.grant.GrantedFile;
import dev.modelgate.scheduler.grant.WantedFile;
import dev.modelgate.stream.ClusterKey;
import dev.modelgate.testkit.TestParts;
import dev.modelgate.testkit.TestService;
import io.micronaut.context.env.Environment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a runner may store, and what the tests' S3 makes of it. */
class GrantsEntryTest {

  private static final String SEGMENT = "log/000000000000000-000000000001";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path data;

  @SuppressWarnings("NullAway.Init")
  private static TestService service;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String attempt = UUID.randomUUID().toString();
  private final String runner = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestParts.s3Settings("grants"));
    settings.put("modelgate.loop.enabled", "false");
    service = TestService.start("scheduler", data, settings);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void grantsAPutOfExactlySoManyBytes() throws Exception {
    long token = attempt("live");

    JsonNode granted = granted(token, SEGMENT, 5);

    assertThat(granted.get("path").asText()).isEqualTo(SEGMENT);
    assertThat(put(granted, "hello")).isEqualTo(200);
    assertThat(put(granted, "hello, world")).isEqualTo(403);
    assertThat(put(granted, "hell")).isEqualTo(403);
    assertThat(put(granted, "again")).isEqualTo(200);
  }

  @Test
  void grantsNothingButThatFile() throws Exception {
    long token = attempt("live");
    String url = granted(token, SEGMENT, 5).get("url").asText();

    assertThat(put(url.replace(SEGMENT, "log/000000000000005-000000000001"), "hello"))
        .isEqualTo(403);
    assertThat(put(url.replace("attempts/", "other/"), "hello")).isEqualTo(403);
    assertThat(put(url.replaceAll("X-Amz-Expires=900", "X-Amz-Expires=604800"), "hello"))
        .isEqualTo(403);
    assertThat(put(url.substring(0, url.indexOf('?')), "hello")).isEqualTo(403);
    assertThat(send(url, "DELETE", "hello")).isEqualTo(403);
    assertThat(send(url, "GET", "")).isEqualTo(403);
  }

  @Test
  void grantsForAWhile() {
    WantedFile file = new WantedFile(SEGMENT, 5);
    GrantedFile granted =
        service
            .bean(Bucket.class)
            .grant("attempts/" + attempt + "/1/", List.of(file), Duration.ofSeconds(1))
            .getFirst();

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> put(granted.url(), "hello"), status -> status == 403);
  }

  @Test
  void storesNamesAsTheyAre() throws Exception {
    long token = attempt("live");
    for (String path :
        List.of("series.avro", "artifacts/a b/ü+%2F&?#.txt", "artifacts/" + "x".repeat(200))) {
      assertThat(put(granted(token, path, 5), "hello")).as(path).isEqualTo(200);
    }
    assertThat(put(granted(token, "artifacts/empty", 0), "")).isEqualTo(200);
  }

  @Test
  void grantsManyAtOnceInTheirOrder() throws Exception {
    long token = attempt("live");
    List<String> paths = IntStream.range(0, 100).mapToObj(i -> "artifacts/" + i).toList();

    HttpResponse<String> answer =
        ask(body(token, paths.stream().collect(Collectors.toMap(p -> p, p -> 1L)).keySet(), 1));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(answer.body()).get("files")).hasSize(100);
    assertThat(
            ask(body(token, IntStream.range(0, 101).mapToObj(i -> "artifacts/" + i).toList(), 1))
                .statusCode())
        .isEqualTo(400);
    assertThat(ask(body(token, List.of(), 1)).statusCode()).isEqualTo(400);
  }

  @Test
  void grantsNothingToAnAttemptThatIsGoneOrAnothers() throws Exception {
    long live = attempt("live");
    assertThat(status(live + 1)).isEqualTo(409);
    assertThat(ask(body(live, List.of(SEGMENT), 1).replace(runner, "other")).statusCode())
        .isEqualTo(409);
    assertThat(ask(body(live, List.of(SEGMENT), 1).replace(attempt, "a' or true--")).statusCode())
        .isEqualTo(409);
    assertThat(status(live)).isEqualTo(200);
  }

  @Test
  void grantsToAnAttemptForADayAfterItsEnd() throws Exception {
    assertThat(status(attempt("now() - interval '23 hours'"))).isEqualTo(200);
  }

  @Test
  void grantsByItsOwnClockWhereTheRunnersIsWrong() throws Exception {
    assertThat(status(attempt(false, "now() - interval '2 days'", "now()"))).isEqualTo(200);
  }

  @Test
  void grantsNothingADayAfterTheEnd() throws Exception {
    assertThat(status(attempt("now() - interval '25 hours'"))).isEqualTo(409);
  }

  @Test
  void grantsNothingToAnAttemptThatWasGivenUp() throws Exception {
    HttpResponse<String> answer = ask(body(attempt("null"), List.of(SEGMENT), 1));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("\"error\":\"not-current\"").contains("drop its files");
  }

  @Test
  void grantsNothingWithoutTheTokenOfAnAdmin() throws Exception {
    String body = body(attempt("live"), List.of(SEGMENT), 1);

    assertThat(ask(null, body).statusCode()).isEqualTo(401);
    assertThat(ask(token("reader"), body).statusCode()).isEqualTo(403);
  }

  @Test
  void saysThatABodyIsNoWish() throws Exception {
    for (String body : List.of("nonsense", "[]", "{}", "{\"files\":7}", "")) {
      assertThat(ask(body).statusCode()).as(body).isEqualTo(400);
      assertThat(ask(body).body()).contains("\"message\":");
    }
  }

  @Test
  void saysThatTheStoreIsAway() throws Exception {
    Map<String, Object> settings = new HashMap<>(TestParts.s3Settings("grants"));
    settings.put("modelgate.loop.enabled", "false");
    settings.put("modelgate.s3.endpoint", "http://127.0.0.1:1");
    try (TestService alone = TestService.start("scheduler", data.resolve("alone"), settings)) {
      insert(alone, 1, true, "null", "null");
      HttpResponse<String> answer = ask(alone, token("admin"), body(1, List.of(SEGMENT), 1));

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("\"error\":\"unavailable\"");
    }
  }

  private int status(long token) throws Exception {
    return ask(body(token, List.of(SEGMENT), 1)).statusCode();
  }

  private JsonNode granted(long token, String path, long bytes) throws Exception {
    HttpResponse<String> answer = ask(body(token, List.of(path), bytes));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).get("files").get(0);
  }

  private int put(JsonNode granted, String text) throws Exception {
    assertThat(granted.get("headers")).isEmpty();
    return put(granted.get("url").asText(), text);
  }

  private int put(String url, String text) throws Exception {
    return send(url, "PUT", text);
  }

  /** Asks again where the endpoint had closed the connection, as it may after a refusal. */
  private int send(String url, String method, String text) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .method(method, HttpRequest.BodyPublishers.ofString(text, UTF_8))
            .build();
    for (int tries = 1; ; tries++) {
      try {
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      } catch (IOException e) {
        if (tries == 3) {
          throw e;
        }
      }
    }
  }

  private String body(long token, Iterable<String> paths, long bytes) throws Exception {
    List<Map<String, Object>> files = new java.util.ArrayList<>();
    paths.forEach(path -> files.add(Map.of("path", path, "bytes", bytes)));
    return JSON.writeValueAsString(
        Map.of("runnerId", runner, "attemptId", attempt, "token", token, "files", files));
  }

  private HttpResponse<String> ask(String body) throws Exception {
    return ask(token("admin"), body);
  }

  private HttpResponse<String> ask(@Nullable String token, String body) throws Exception {
    return ask(service, token, body);
  }

  private HttpResponse<String> ask(TestService asked, @Nullable String token, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(asked.url().resolve("/api/grants"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** An attempt that is live, or ended at that time by SQL; its token. */
  private long attempt(String end) {
    boolean live = end.equals("live");
    return attempt(live, live ? "null" : end, live ? "null" : end);
  }

  /** An attempt that finished as its runner says, and ended as we say. */
  private long attempt(boolean live, String finished, String ended) {
    return insert(service, Math.abs(attempt.hashCode()), live, finished, ended);
  }

  private long insert(TestService into, long token, boolean live, String finished, String ended) {
    Environment environment = into.bean(Environment.class);
    try (Connection connection =
            DriverManager.getConnection(
                environment.getRequiredProperty("datasources.default.url", String.class),
                TestParts.postgres().user(),
                TestParts.postgres().password());
        Statement statement = connection.createStatement()) {
      // Alone, without the experiment that it would belong to.
      statement.execute("set session_replication_role = replica");
      statement.execute(
          "insert into scheduler.attempt (attempt_id, experiment_id, number, token, epoch,"
              + " runner_id, runner_name, live, assigned_at, outcome, finished_at,"
              + " ended_at) values"
              + " ('%s', '%s', 1, %d, 1, '%s', 'gpu-1', %s, now(), %s, %s, %s)"
                  .formatted(
                      attempt,
                      attempt,
                      token,
                      runner,
                      live,
                      live ? "null" : "'SUCCEEDED'",
                      finished,
                      ended));
      return token;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String token(String role) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader(JWSAlgorithm.HS256),
              new JWTClaimsSet.Builder().subject("ada").claim("roles", List.of(role)).build());
      token.sign(new MACSigner(ClusterKey.parse(TestService.CLUSTER_KEY).derive("modelgate/jwt")));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
