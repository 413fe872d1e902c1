package dev.modelgate.runner.claim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/**
 * Makes this runner known to the scheduler; registering again under the same name is harmless, but
 * only one agent at a time has a name.
 */
public final class Registration implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LONGEST_WORDS = 500;
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * Who registers; the body of the request.
   *
   * @param agentId the same for every registration from the same folder
   * @param containers {@code ignore}: it runs steps that name a container as plain processes;
   *     {@code none}: it runs none of them
   */
  public record Runner(
      String agentId,
      String name,
      List<String> machines,
      int slots,
      String containers,
      String hostName,
      String agentVersion) {}

  /** What came of asking. */
  public sealed interface Answer {

    /** The runner is known now. */
    record Registered(RunnerLink link) implements Answer {}

    /** The server said no; asking again does not help. */
    record Refused(String message) implements Answer {}

    /** Nobody could say yes or no. */
    record Unreachable(String message) implements Answer {}
  }

  private final URI address;
  private final String token;
  private final Runner runner;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public Registration(URI server, String token, Runner runner) {
    this.address = URI.create(server.toString().replaceAll("/+$", "") + "/api/runners");
    this.token = token;
    this.runner = runner;
  }

  /** Asks once. */
  public Answer ask() throws InterruptedException {
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(address)
                  .timeout(PATIENCE)
                  .header("Content-Type", "application/json")
                  .header("Authorization", "Bearer " + token)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(runner)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return read(response.statusCode(), response.body());
    } catch (IOException e) {
      return new Answer.Unreachable(
          "Expected an answer from " + address + ", but " + reason(e) + "; trying again");
    }
  }

  private Answer read(int status, String body) {
    if (status == 200 || status == 201) {
      try {
        RunnerLink link = JSON.readValue(body, RunnerLink.class);
        return link.runnerId() == null || link.bootstrapServers() == null
            ? new Answer.Unreachable("Expected " + address + " to name the runner's id and Kafka")
            : new Answer.Registered(link);
      } catch (JsonProcessingException e) {
        return new Answer.Unreachable("Expected JSON from " + address + ", but it answered text");
      }
    }
    String message =
        "Expected %s to take the runner %s, but it answered %d: %s"
            .formatted(address, runner.name(), status, words(body));
    boolean mayChange = status >= 500 || status == 429 || status == 408 || status == 404;
    return mayChange ? new Answer.Unreachable(message) : new Answer.Refused(message);
  }

  /** The server's own sentence, or the start of what it said. */
  private static String words(String body) {
    try {
      JsonNode message = JSON.readTree(body).path("message");
      if (message.isTextual()) {
        return shortened(message.asText());
      }
    } catch (JsonProcessingException e) {
      return shortened(body);
    }
    return shortened(body);
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS) + "…";
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
