package dev.modelgate.runner.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modelgate.runner.claim.Assignment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Asks the scheduler where files may be put, and puts them there. */
final class Grants implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Slower than this a connection is no longer waited for. */
  private static final long SLOWEST = 128 * 1024;

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private record Wish(String runnerId, String attemptId, long token, List<Wanted> files) {}

  private record Wanted(String path, long bytes) {}

  private record Granted(List<Grant> files) {}

  /** An address that takes one file with one PUT. */
  record Grant(String path, URI url, Map<String, String> headers) {}

  /** What came of asking. */
  sealed interface Answer {

    /** One grant for each file, in their order. */
    record Yes(List<Grant> grants) implements Answer {}

    /** Nobody wants files of this attempt any more. */
    record NotCurrent() implements Answer {}

    /** A path or a size is none that can be stored. */
    record Invalid(String message) implements Answer {}

    /** Nobody could say yes or no. */
    record Unavailable(String message) implements Answer {}
  }

  private final URI address;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Grants(URI server, String token) {
    this.address = URI.create(server.toString().replaceAll("/+$", "") + "/api/grants");
    this.token = token;
  }

  Answer ask(Assignment attempt, List<Upload> files) throws InterruptedException {
    Wish wish =
        new Wish(
            attempt.runnerId(),
            attempt.key().attemptId(),
            attempt.key().token(),
            files.stream().map(file -> new Wanted(file.path(), file.bytes())).toList());
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(address)
                  .timeout(PATIENCE)
                  .header("Content-Type", "application/json")
                  .header("Authorization", "Bearer " + token)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(wish)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return read(response, files);
    } catch (IOException e) {
      return new Answer.Unavailable(address + ": " + e);
    }
  }

  private Answer read(HttpResponse<String> response, List<Upload> files) {
    return switch (response.statusCode()) {
      case 200 -> {
        try {
          Granted granted = JSON.readValue(response.body(), Granted.class);
          yield granted.files() != null && granted.files().size() == files.size()
              ? new Answer.Yes(granted.files())
              : new Answer.Unavailable("Expected " + address + " to grant each file");
        } catch (JsonProcessingException e) {
          yield new Answer.Unavailable("Expected JSON from " + address);
        }
      }
      case 400 -> new Answer.Invalid(words(response));
      case 409 -> new Answer.NotCurrent();
      default ->
          new Answer.Unavailable(
              address + " answered " + response.statusCode() + ": " + words(response));
    };
  }

  /**
   * Puts a file where it was granted.
   *
   * @return the status that the store answered
   * @throws IOException if it did not answer
   */
  int put(Grant grant, BodyPublisher body, long bytes) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(grant.url())
            .timeout(Duration.ofSeconds(60).plusSeconds(bytes / SLOWEST))
            .PUT(body);
    grant.headers().forEach(request::header);
    return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static String words(HttpResponse<String> response) {
    String line = response.body().replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= 300 ? line : line.substring(0, 300) + "…";
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
