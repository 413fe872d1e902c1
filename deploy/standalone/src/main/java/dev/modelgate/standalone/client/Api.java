package dev.modelgate.standalone.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modelgate.standalone.CannotException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The server's public API, answers as JSON trees. */
public final class Api implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final Connection connection;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /** Talks to the given server. */
  public Api(Connection connection) {
    this.connection = connection;
  }

  /** Reads a resource; throws {@link CannotException} where there is none. */
  public JsonNode get(String path) {
    return tree(path, send(request(path).GET()));
  }

  /** Reads a resource; empty where there is none. */
  public Optional<JsonNode> find(String path) {
    HttpResponse<String> answer = send(request(path).GET());
    return answer.statusCode() == 404 ? Optional.empty() : Optional.of(tree(path, answer));
  }

  /** Reads a text resource; throws {@link CannotException} where there is none. */
  public String text(String path) {
    HttpResponse<String> answer = send(request(path).GET());
    if (answer.statusCode() != 200) {
      throw refused(path, answer);
    }
    return answer.body();
  }

  /** Makes something of an answer that may be long, or have no end yet. */
  public interface Reading<T> {
    T read(HttpResponse<InputStream> answer) throws IOException;
  }

  /**
   * Reads a resource as it comes; empty where there is none. That the server goes away in between
   * is for the reader to see, as an {@link IOException}.
   */
  public <T> Optional<T> stream(String path, Map<String, String> headers, Reading<T> reading)
      throws IOException {
    HttpRequest.Builder request = request(path).GET();
    headers.forEach(request::header);
    HttpResponse<InputStream> answer = send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() == 404) {
        return Optional.empty();
      }
      if (answer.statusCode() / 100 != 2) {
        throw refused(path, answer.statusCode(), new String(body.readAllBytes(), UTF_8));
      }
      return Optional.of(reading.read(answer));
    }
  }

  /** Writes; answers what the server says, an empty tree where it says nothing. */
  public JsonNode post(String path, Map<String, ?> body) {
    try {
      String json = JSON.writeValueAsString(body);
      return tree(
          path,
          send(
              request(path)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(json))));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Removes. */
  public void delete(String path) {
    tree(path, send(request(path).DELETE()));
  }

  /** One part of a path or a query, escaped. */
  public static String escaped(String part) {
    return URLEncoder.encode(part, UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(connection.url() + path)).timeout(Duration.ofSeconds(60));
    return connection.token().isEmpty()
        ? request
        : request.header("Authorization", "Bearer " + connection.token());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  private <B> HttpResponse<B> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<B> handler) {
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw new CannotException(
          "Expected a server at "
              + connection.url()
              + ", but "
              + (e.getMessage() == null ? "nothing answers" : e.getMessage())
              + "; start one with ./modelgate server",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotException("Interrupted while waiting for " + connection.url(), e);
    }
  }

  private static JsonNode tree(String path, HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw refused(path, answer);
    }
    try {
      return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new CannotException(
          "Expected JSON from "
              + path
              + ", but got: "
              + answer.body().lines().findFirst().orElse(""),
          e);
    }
  }

  private static CannotException refused(String path, HttpResponse<String> answer) {
    return refused(path, answer.statusCode(), answer.body());
  }

  private static CannotException refused(String path, int status, String body) {
    String message = "";
    try {
      message = JSON.readTree(body).path("message").asText("");
    } catch (JsonProcessingException e) {
      // Not one of our own answers: the status alone has to do.
    }
    if (!message.isEmpty()) {
      return new CannotException(message);
    }
    return new CannotException(
        switch (status) {
          case 401, 403 ->
              "Expected a token that may do this, but the server refused it ("
                  + status
                  + "); give one in $MODELGATE_TOKEN";
          default -> "Expected " + path + " to be answered, but the status is " + status;
        });
  }

  @Override
  public void close() {
    http.close();
  }
}
