package dev.modelgate.standalone.server;

import static java.net.http.HttpResponse.BodyHandlers.discarding;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The one address passes on what it gets, as it gets it. */
@Timeout(120)
class FrontProxyTest {

  private static final long BIG = 1L << 30;
  private static final int TEXT = 20_000;
  private static final int ECHO = "/echo/a?null null".length();

  private static final CountDownLatch FIRST_SEEN = new CountDownLatch(1);
  private static final CountDownLatch CUT = new CountDownLatch(1);
  private static final AtomicLong SENT = new AtomicLong();

  private static HttpServer service;
  private static Front front;
  private static HttpClient client;

  @BeforeAll
  static void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    service.createContext("/events", FrontProxyTest::events);
    service.createContext("/big", FrontProxyTest::big);
    service.createContext("/endless", FrontProxyTest::endless);
    service.createContext("/echo", FrontProxyTest::echo);
    service.createContext("/text", FrontProxyTest::text);
    service.createContext("/cut", FrontProxyTest::cut);
    service.start();
    front =
        Front.open(
            "127.0.0.1", 0, Front.READ_WITHIN, Map.of("reporter", List.of(addressOf(service))));
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    client.shutdownNow();
    front.close();
    service.stop(0);
  }

  @Test
  void passesEventsOnOneByOne() throws Exception {
    HttpResponse<InputStream> answer = get("/events");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    try (InputStream body = answer.body()) {
      byte[] first = body.readNBytes("data: one\n\n".length());
      assertThat(first).asString(UTF_8).isEqualTo("data: one\n\n");
      FIRST_SEEN.countDown();
      assertThat(body.readAllBytes()).asString(UTF_8).isEqualTo("data: two\n\n");
    }
  }

  @Test
  void passesOnMoreThanFitsInMemory() throws Exception {
    HttpResponse<InputStream> answer = get("/big");
    assertThat(answer.headers().firstValue("Content-Disposition")).hasValue("attachment");
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(BIG);
    try (InputStream body = answer.body()) {
      assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(BIG);
    }
  }

  @Test
  void waitsForAReaderWhoIsSlow() throws Exception {
    HttpResponse<InputStream> answer = get("/endless");
    InputStream body = answer.body();
    body.readNBytes(1000);
    long before = -1;
    while (SENT.get() != before) {
      before = SENT.get();
      assertThat(CUT.await(2, TimeUnit.SECONDS)).isFalse();
    }
    assertThat(before).isLessThan(64L << 20);
  }

  @Test
  void leavesPathsQueriesAndHeadersAsTheyAre() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:" + front.port() + "/echo/a%2Fb%20c/%C3%BC?q=%26+x&r=%25"))
            .header("Last-Event-ID", "42")
            .build();
    String echoed = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    assertThat(echoed).isEqualTo("/echo/a%2Fb%20c/%C3%BC?q=%26+x&r=%25 42");
  }

  @Test
  void saysHowLongAnAnswerIsWhereItsServiceDoes() throws Exception {
    HttpResponse<InputStream> known = get("/echo/a");
    assertThat(known.headers().firstValueAsLong("Content-Length")).hasValue(ECHO);
    assertThat(known.headers().map()).doesNotContainKey("x-modelgate-kept-length");
    assertThat(known.body().readAllBytes()).hasSize(ECHO);
    assertThat(get("/nothing").headers().firstValueAsLong("Content-Length")).isPresent();

    HttpRequest head =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + "/echo/a"))
            .HEAD()
            .build();
    HttpResponse<String> empty = client.send(head, HttpResponse.BodyHandlers.ofString());
    assertThat(empty.headers().firstValueAsLong("Content-Length")).hasValue(ECHO);
    assertThat(empty.body()).isEmpty();

    HttpRequest squeezed =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + "/text"))
            .header("Accept-Encoding", "gzip")
            .build();
    HttpResponse<InputStream> smaller =
        client.send(squeezed, HttpResponse.BodyHandlers.ofInputStream());
    boolean packed = smaller.headers().firstValue("Content-Encoding").isPresent();
    try (InputStream body = packed ? new GZIPInputStream(smaller.body()) : smaller.body()) {
      assertThat(body.readAllBytes()).hasSize(TEXT);
    }
  }

  @Test
  void endsNoAnswerWellThatItsServiceCutShort() throws Exception {
    HttpResponse<InputStream> answer = get("/cut");
    assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
  }

  @Test
  void refusesWhatWouldBeAnotherAddressBehindThatOfAnInstance() throws Exception {
    for (String target : List.of("@localhost/a", "a@localhost/a", ".localhost/a", "*", "a:b")) {
      assertThat(statusOf(target)).as(target).startsWith("HTTP/1.1 400 ");
    }
    try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String elsewhere = "127.0.0.1:" + other.getLocalPort() + "/a";
      for (String before : List.of("@", "a@", "http://", "//")) {
        assertThat(statusOf(before + elsewhere)).as(before).startsWith("HTTP/1.1 404 ");
      }
    }
  }

  @Test
  void asksAnotherInstanceWhereOneTakesConnectionsAndSaysNothing() throws Exception {
    URI here = addressOf(service);
    try (ServerSocket stopped = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Front twice =
            Front.open(
                "127.0.0.1",
                0,
                Front.READ_WITHIN,
                Map.of(
                    "ingest",
                    List.of(URI.create("http://127.0.0.1:" + stopped.getLocalPort()), here)))) {
      HttpRequest delivery =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + twice.port() + "/webhooks/a"))
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .timeout(Duration.ofSeconds(4))
              .build();
      Awaitility.await()
          .ignoreExceptions()
          .atMost(Duration.ofSeconds(30))
          .until(() -> client.send(delivery, discarding()).statusCode() == 404);
      for (int i = 0; i < 10; i++) {
        assertThat(client.send(delivery, discarding()).statusCode()).isEqualTo(404);
      }
    }
  }

  @Test
  void blamesNoInstanceForASenderThatIsTooSlow() throws Exception {
    HttpServer one = reading("one");
    HttpServer two = reading("two");
    try (Front twice =
        Front.open(
            "127.0.0.1",
            0,
            Duration.ofMillis(500),
            Map.of("ingest", List.of(addressOf(one), addressOf(two))))) {
      URI hooks = URI.create("http://127.0.0.1:" + twice.port() + "/webhooks");
      try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), twice.port())) {
        String half = "POST /webhooks HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf";
        slow.getOutputStream().write(half.getBytes(UTF_8));
        assertThat(slow.getInputStream().readAllBytes()).asString(UTF_8).contains(" 408 ");
      }
      HttpRequest whole =
          HttpRequest.newBuilder(hooks).POST(HttpRequest.BodyPublishers.ofString("whole")).build();
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(client.send(whole, HttpResponse.BodyHandlers.ofString()).body());
      }
      assertThat(answers).containsExactly("two", "one", "two", "one");
    } finally {
      one.stop(0);
      two.stop(0);
    }
  }

  /** An instance that takes whole bodies only, and answers its name. */
  private static HttpServer reading(String name) throws IOException {
    HttpServer instance =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    instance.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    instance.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, name.length());
          exchange.getResponseBody().write(name.getBytes(UTF_8));
          exchange.close();
        });
    instance.start();
    return instance;
  }

  private static URI addressOf(HttpServer instance) {
    return URI.create("http://127.0.0.1:" + instance.getAddress().getPort());
  }

  /** The first line of the answer to what no client would ask for. */
  private static String statusOf(String target) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
      String request = "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8).split("\r\n", 2)[0];
    }
  }

  private static HttpResponse<InputStream> get(String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + front.port() + path);
    return client.send(
        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  private static void events(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write("data: one\n\n".getBytes(UTF_8));
      out.flush();
      if (FIRST_SEEN.await(30, TimeUnit.SECONDS)) {
        out.write("data: two\n\n".getBytes(UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void big(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Disposition", "attachment");
    exchange.sendResponseHeaders(200, BIG);
    byte[] block = new byte[1 << 20];
    try (OutputStream out = exchange.getResponseBody()) {
      for (long sent = 0; sent < BIG; sent += block.length) {
        out.write(block);
      }
    }
  }

  private static void text(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/plain");
    exchange.sendResponseHeaders(200, TEXT);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write("a".repeat(TEXT).getBytes(UTF_8));
    }
  }

  /** Says more than it sends. */
  private static void cut(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1000);
    exchange.getResponseBody().write(new byte[10]);
    exchange.getResponseBody().flush();
    exchange.close();
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] block = new byte[64 * 1024];
    try (OutputStream out = exchange.getResponseBody()) {
      while (true) {
        out.write(block);
        SENT.addAndGet(block.length);
      }
    } catch (IOException e) {
      CUT.countDown();
      throw e;
    }
  }

  private static void echo(HttpExchange exchange) throws IOException {
    String text =
        exchange.getRequestURI().getRawPath()
            + "?"
            + exchange.getRequestURI().getRawQuery()
            + " "
            + exchange.getRequestHeaders().getFirst("Last-Event-ID");
    byte[] bytes = text.getBytes(UTF_8);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(200, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
