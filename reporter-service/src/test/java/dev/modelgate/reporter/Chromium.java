package dev.modelgate.reporter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The Chromium that this machine has, with one tab, driven by its DevTools protocol. */
final class Chromium implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final String session;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private volatile boolean loaded;

  private Chromium(Path program, Path folder) {
    try {
      process =
          new ProcessBuilder(
                  program.toString(),
                  "--headless=new",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-dev-shm-usage",
                  "--no-first-run",
                  "--disable-background-networking",
                  "--disable-component-update",
                  "--hide-scrollbars",
                  "--remote-debugging-port=0",
                  "--user-data-dir=" + folder,
                  "about:blank")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("chromium.log").toFile())
              .start();
      Path port = folder.resolve("DevToolsActivePort");
      Awaitility.await().atMost(PATIENCE).until(() -> lines(port).size() >= 2);
      URI address = URI.create("ws://127.0.0.1:" + lines(port).get(0) + lines(port).get(1));
      socket = http.newWebSocketBuilder().buildAsync(address, new Ear()).join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String target =
        call("", "Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
    session =
        call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      command(domain + ".enable", Map.of());
    }
  }

  /** Starts it; empty where this machine has none. */
  static Optional<Chromium> start(Path folder) {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(at -> Path.of(at, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new Chromium(program, folder));
  }

  /** Opens a page and waits until it and its scripts are there. */
  void open(URI page) {
    loaded = false;
    command("Page.navigate", Map.of("url", page.toString()));
    Awaitility.await().atMost(PATIENCE).until(() -> loaded);
  }

  void size(int width, int height) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  void prefersDark(boolean dark) {
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    command("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  void printing(boolean printing) {
    command("Emulation.setEmulatedMedia", Map.of("media", printing ? "print" : ""));
  }

  /** Value of a JavaScript expression. */
  JsonNode value(String expression) {
    JsonNode answer =
        command(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** Waits until an expression is true. */
  void until(String expression) {
    Awaitility.await(expression).atMost(PATIENCE).until(() -> value(expression).asBoolean());
  }

  void pointTo(double x, double y) {
    command("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
  }

  void press(String key) {
    command("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "code", key));
    command("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
  }

  /** The page as a PNG: what is in sight, or the whole of it. */
  byte[] picture(boolean whole) {
    String data =
        command("Page.captureScreenshot", Map.of("captureBeyondViewport", whole))
            .path("data")
            .asText();
    return java.util.Base64.getDecoder().decode(data);
  }

  /** Every address that was asked for. */
  List<String> requests() {
    return new ArrayList<>(requests);
  }

  /** What the browser complained about: errors of scripts, breaches of the security policy. */
  List<String> complaints() {
    return new ArrayList<>(complaints);
  }

  private JsonNode command(String method, Map<String, ?> parameters) {
    return call(session, method, parameters);
  }

  private JsonNode call(String inSession, String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (!inSession.isEmpty()) {
      message.put("sessionId", inSession);
    }
    socket.sendText(message.toString(), true).join();
    try {
      JsonNode result = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (result.has("error")) {
        throw new AssertionError(method + ": " + result);
      }
      return result.path("result");
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(method, e);
    }
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hears answers and events. */
  private final class Ear implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        hear(Browser.parse(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    private void hear(JsonNode message) {
      JsonNode about = message.path("params");
      switch (message.path("method").asText()) {
        case "" -> {
          CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asInt());
          if (answer != null) {
            answer.complete(message);
          }
        }
        case "Page.loadEventFired" -> loaded = true;
        case "Network.requestWillBeSent" ->
            requests.add(about.path("request").path("url").asText());
        case "Log.entryAdded" -> {
          if (about.path("entry").path("level").asText().equals("error")) {
            complaints.add(about.path("entry").path("text").asText());
          }
        }
        case "Runtime.exceptionThrown" -> complaints.add(about.path("exceptionDetails").toString());
        default -> {}
      }
    }
  }
}
