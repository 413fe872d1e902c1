package dev.modelgate.ingest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.modelgate.ingest.webhook.HookSecret;
import dev.modelgate.ingest.webhook.Signature;
import dev.modelgate.stream.ClusterKey;
import dev.modelgate.testkit.TestService;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The running service as those outside see it. */
final class Ingest implements AutoCloseable {

  static final String A = "a".repeat(40);
  static final String B = "b".repeat(40);
  static final String ZERO = "0".repeat(40);

  /** A busy machine must not look like an outage, so PostgreSQL may take long. */
  static final Map<String, Object> PATIENT =
      Map.of(
          "modelgate.ingest.postgres-wait", "20s",
          "modelgate.ingest.answer-within", "25s",
          "datasources.default.connection-timeout", 20_000);

  private final TestService service;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String admin = token("ada", "admin");

  private Ingest(TestService service) {
    this.service = service;
  }

  /** One that is there already, and whose end is another's affair. */
  static Ingest of(TestService service) {
    return new Ingest(service);
  }

  static Ingest start(Path data) {
    return start(data, PATIENT);
  }

  static Ingest start(Path data, Map<String, Object> settings) {
    return new Ingest(TestService.start("ingest", data, settings));
  }

  /**
   * An answer of the service.
   *
   * @param json empty where it has no body
   */
  record Answer(int status, Map<String, Object> json) {

    String text(String field) {
      return String.valueOf(json.get(field));
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> object(String field) {
      return (Map<String, Object>) json.getOrDefault(field, Map.of());
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> list(String field) {
      return (List<Map<String, Object>>) json.getOrDefault(field, List.of());
    }
  }

  /** A registered project as whom registered it knows it. */
  record Registered(String id, String name, String repository, String hook, HookSecret secret) {

    String path() {
      return "/webhooks/git/" + hook;
    }

    /** A body of its hook. */
    String body(String id, String ref, String before, String after) {
      return body(id, ref, before, after, "2026-11-21T06:46:47Z");
    }

    String body(String id, String ref, String before, String after, String pushedAt) {
      return """
      {"id":"%s","repository":"%s","ref":"%s","before":"%s","after":"%s","pusher":"ada","pushedAt":"%s"}"""
          .formatted(id, repository, ref, before, after, pushedAt);
    }
  }

  TestService service() {
    return service;
  }

  Registered register(String name) {
    return register(name, "/srv/" + name + ".git");
  }

  Registered register(String name, String repository) {
    Answer answer =
        post("/api/projects", "{'name':'%s','repository':'%s'}".formatted(name, repository), admin);
    if (answer.status() >= 300) {
      throw new AssertionError(answer.toString());
    }
    Map<String, Object> hook = answer.object("hook");
    return new Registered(
        answer.text("id"),
        name,
        repository,
        String.valueOf(hook.get("id")),
        new HookSecret(String.valueOf(hook.get("secret"))));
  }

  /** Sends a body to a project's hook, rightly signed. */
  Answer deliver(Registered project, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return deliver(project, bytes, Signature.of(bytes, project.secret()).header());
  }

  /** The same to an instance elsewhere. */
  Answer deliverTo(URI address, Registered project, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return send(
        HttpRequest.newBuilder(address.resolve(project.path()))
            .header("Content-Type", "application/json")
            .header(Signature.HEADER, Signature.of(bytes, project.secret()).header())
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build());
  }

  Answer deliver(Registered project, byte[] body, @Nullable String signature) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(resolve(project.path()))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (signature != null) {
      request.header(Signature.HEADER, signature);
    }
    return send(request.build());
  }

  /** Posts JSON, written with single quotes, with a token. */
  Answer post(String path, String json, @Nullable String token) {
    return send(
        authorized(path, token)
            .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')))
            .build());
  }

  Answer post(String path, String json) {
    return post(path, json, admin);
  }

  Answer get(String path) {
    return send(authorized(path, null).GET().build());
  }

  Answer delete(String path, @Nullable String token) {
    return send(authorized(path, token).DELETE().build());
  }

  Answer delete(String path) {
    return delete(path, admin);
  }

  /** What the service counts, as Prometheus reads it. */
  String metrics() {
    try {
      return client
          .send(
              authorized("/prometheus", null).GET().build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends any request. */
  Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), json(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  URI resolve(String path) {
    return service.url().resolve(path);
  }

  /** A token of this cluster. */
  static String token(String subject, String role) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader(JWSAlgorithm.HS256),
              new JWTClaimsSet.Builder()
                  .subject(subject)
                  .claim("roles", List.of(role))
                  .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                  .build());
      token.sign(new MACSigner(ClusterKey.parse(TestService.CLUSTER_KEY).derive("modelgate/jwt")));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder authorized(String path, @Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(resolve(path)).header("Content-Type", "application/json");
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> json(String text) {
    try {
      return text.startsWith("{") ? ObjectMapper.getDefault().readValue(text, Map.class) : Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  @Override
  public void close() {
    service.close();
    client.close();
  }
}
