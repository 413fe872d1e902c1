package dev.modelgate.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A server that says what a test told it to: answers one after the other, the last one again. */
public final class StandInApi implements AutoCloseable {

  /** What is answered, with its status. */
  private record Answer(int status, String body) {}

  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final HttpServer server;

  public StandInApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Makes it the server of a data folder. */
  public StandInApi servesFolder(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("client.json"), "{\"url\": \"" + url() + "\", \"token\": \"its\"}");
    return this;
  }

  /** What a path is answered after what it was told before. */
  public StandInApi says(String path, int status, String body) {
    answers.computeIfAbsent(path, _ -> new ArrayDeque<>()).add(new Answer(status, body));
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Deque<Answer> its =
        answers.getOrDefault(
            exchange.getRequestURI().getPath(),
            new ArrayDeque<>(List.of(new Answer(404, "{\"message\": \"there is none\"}"))));
    Answer answer = its.size() == 1 ? its.getFirst() : its.removeFirst();
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
