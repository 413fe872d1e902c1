package dev.modelgate.ingest.project;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server that takes down what a hook sends it and answers as it is told. */
final class Receiver implements AutoCloseable {

  /** What came. */
  record Received(String body, @Nullable String signature, @Nullable String contentType) {}

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Function<String, Integer> answer = body -> 202;

  private Receiver(HttpServer server) {
    this.server = server;
  }

  /** Starts on a port, 0 for a free one. */
  static Receiver start(int port) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
      Receiver receiver = new Receiver(server);
      server.setExecutor(receiver.threads);
      server.createContext("/", receiver::take);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port() + "/webhooks/git/" + "0".repeat(32));
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Says the status for a body; a negative one never answers. */
  void answers(Function<String, Integer> next) {
    answer = next;
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      int status = answer.apply(body);
      if (status < 0) {
        closed.await();
        return;
      }
      received.add(
          new Received(
              body,
              exchange.getRequestHeaders().getFirst("X-Modelgate-Signature"),
              exchange.getRequestHeaders().getFirst("Content-Type")));
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
