package dev.modelgate.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.modelgate.events.RunnerApproved;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.scheduler.runner.RunnerRegistry;
import dev.modelgate.stream.ClusterKey;
import dev.modelgate.testkit.TestParts;
import dev.modelgate.testkit.TestService;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runners as those outside see them. */
class RunnersEntryTest {

  private static final String OFFER =
      """
      {"agentId":"agent-1","name":"%s","machines":["cpu","a100"],"slots":2,"hostName":"ada","agentVersion":"0.1.0"}
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path data;

  @SuppressWarnings("NullAway.Init")
  private static TestService service;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    service = TestService.start("scheduler", data, Map.of("modelgate.loop.enabled", "false"));
  }

  @AfterAll
  static void stop() {
    service.close();
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

  private HttpResponse<String> register(@Nullable String token, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.url().resolve("/api/runners"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(service.url().resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void approvesARunnerAndMakesItsCommandTopic() throws Exception {
    HttpResponse<String> answer = register(token("admin"), OFFER.formatted("gpu-1"));

    String id = RunnerRegistry.runnerId("gpu-1");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"runnerId\":\"" + id + "\"")
        .contains("\"bootstrapServers\":\"" + TestParts.kafka().bootstrapServers() + "\"")
        .contains("\"topicPrefix\":");
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestParts.kafka().bootstrapServers()))) {
      String topic = service.bean(TopicNames.class).runnerCommands(id);
      assertThat(
              admin
                  .describeTopics(List.of(topic))
                  .allTopicNames()
                  .get()
                  .values()
                  .iterator()
                  .next()
                  .partitions())
          .hasSize(1);
    }
    assertThat(get("/api/runners").body())
        .contains("\"name\":\"gpu-1\"")
        .contains("\"machines\":[\"a100\",\"cpu\"]")
        .contains("\"slotsUsed\":0")
        .contains("\"state\":\"never-heard\"");
  }

  @Test
  void saysOnceThatARunnerIsApprovedAndAgainWhenItOffersSomethingElse() throws Exception {
    register(token("admin"), OFFER.formatted("gpu-2"));
    register(token("admin"), OFFER.formatted("gpu-2"));
    register(token("admin"), OFFER.formatted("gpu-2").replace("\"slots\":2", "\"slots\":3"));

    assertThat(
            service.emitted(RunnerApproved.class).stream()
                .filter(event -> event.getRunnerName().equals("gpu-2"))
                .map(RunnerApproved::getSlots))
        .containsExactly(2, 3);
  }

  @Test
  void letsOneAgentAtATimeHaveAName() throws Exception {
    register(token("admin"), OFFER.formatted("gpu-3"));
    String other = OFFER.formatted("gpu-3").replace("agent-1", "agent-2").replace("ada", "eve");
    HttpResponse<String> refused = register(token("admin"), other);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body())
        .contains("\"error\":\"name-taken\"")
        .contains("another one on host ada has that name")
        .contains("give this one another --name");
    assertThat(register(token("admin"), OFFER.formatted("gpu-3")).statusCode()).isEqualTo(200);
    silent("gpu-3", "registered_at");
    assertThat(register(token("admin"), other).statusCode()).isEqualTo(200);
    assertThat(register(token("admin"), OFFER.formatted("gpu-3")).statusCode()).isEqualTo(409);
    service.number("update runner set heard_at = now() where name = 'gpu-3' returning 1");
    silent("gpu-3", "registered_at");
    assertThat(register(token("admin"), OFFER.formatted("gpu-3")).statusCode()).isEqualTo(409);
    silent("gpu-3", "heard_at");
    assertThat(register(token("admin"), OFFER.formatted("gpu-3")).statusCode()).isEqualTo(200);
  }

  private static void silent(String name, String since) {
    service.number(
        "update runner set %s = now() - interval '61 s' where name = '%s' returning 1"
            .formatted(since, name));
  }

  @Test
  void registersNobodyWithoutTheTokenOfAnAdmin() throws Exception {
    assertThat(register(null, OFFER.formatted("x")).statusCode()).isEqualTo(401);
    assertThat(register("no.such.token", OFFER.formatted("x")).statusCode()).isEqualTo(401);
    assertThat(register(token("reader"), OFFER.formatted("x")).statusCode()).isEqualTo(403);
    assertThat(service.number("select count(*) from runner where name = 'x'")).isZero();
  }

  @Test
  void saysEverythingThatIsWrongWithARegistration() throws Exception {
    HttpResponse<String> answer =
        register(
            token("admin"), "{\"agentId\":\" \",\"name\":\"../etc\",\"machines\":[],\"slots\":0}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"error\":\"invalid-runner\"")
        .contains("Expected agentId")
        .contains("Expected name")
        .contains("Expected machines")
        .contains("Expected slots");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "[]", "{\"name\":", "{\"slots\":\"two\"}", ""})
  void saysThatABodyIsNoRegistration(String body) throws Exception {
    HttpResponse<String> answer = register(token("admin"), body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"message\":");
  }

  @Test
  void tellsItsHealthAndItsMetersToEverybody() throws Exception {
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/prometheus").body()).contains("modelgate_stream_alarms");
  }
}
