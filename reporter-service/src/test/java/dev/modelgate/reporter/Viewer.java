package dev.modelgate.reporter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.testkit.TestService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Somebody whose browser is open on a stream of events. */
final class Viewer implements AutoCloseable {

  /** One event as it came. */
  record Said(String name, String id, JsonNode data) {}

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Said> said = new CopyOnWriteArrayList<>();
  private volatile boolean open;
  private volatile boolean over;

  Viewer(TestService service, String path) {
    this(service, path, "");
  }

  Viewer(TestService service, String path, String lastId) {
    HttpRequest.Builder request = HttpRequest.newBuilder(service.url().resolve(path));
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
        .thenAccept(answer -> Thread.ofVirtual().start(() -> read(answer)));
  }

  private void read(HttpResponse<InputStream> answer) {
    open = true;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      String name = "";
      String id = "";
      String data = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event:")) {
          name = line.substring(6).strip();
        } else if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.startsWith("data:")) {
          data += line.substring(5).strip();
        } else if (line.isEmpty() && !data.isEmpty()) {
          said.add(new Said(name, id, Browser.parse(data)));
          name = "";
          data = "";
        }
      }
    } catch (IOException e) {
      over = true;
    } finally {
      over = true;
    }
  }

  /** What came by now, without what only keeps the connection. */
  List<Said> said() {
    return said.stream().filter(event -> !event.name().equals("still")).toList();
  }

  /** The text of the log that came by now. */
  String text() {
    StringBuilder text = new StringBuilder();
    said().forEach(event -> text.append(event.data().path("text").asText("")));
    return text.toString();
  }

  Viewer await(Predicate<Viewer> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> condition.test(this));
    return this;
  }

  boolean isOpen() {
    return open;
  }

  boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
