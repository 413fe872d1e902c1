package dev.modelgate.standalone.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modelgate.stream.ClusterKey;
import dev.modelgate.testkit.TestService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who sends too much or too slowly is told so through the one address, and holds nobody up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrontLimitsTest {

  private static final int LIMIT = 1 << 20;
  private static final String SIGNATURE = "X-Modelgate-Signature";
  private static final String NOBODYS = "sha256=" + "0".repeat(64);

  private final HttpClient client = HttpClient.newHttpClient();
  private TestService ingest;
  private Front front;
  private String hook;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    ingest =
        TestService.start(
            "ingest",
            data,
            Map.of(
                "modelgate.ingest.largest-body",
                LIMIT,
                "micronaut.server.max-request-size",
                LIMIT));
    front =
        Front.open("127.0.0.1", 0, Duration.ofSeconds(2), Map.of("ingest", List.of(ingest.url())));
    byte[] key = ClusterKey.parse(TestService.CLUSTER_KEY).derive("modelgate/jwt");
    HttpRequest create =
        HttpRequest.newBuilder(at("/api/projects"))
            .header("Authorization", "Bearer " + AdminToken.sign(key, "ada", Instant.now()))
            .POST(BodyPublishers.ofString("{\"name\":\"a\",\"repository\":\"/srv/a.git\"}"))
            .build();
    String created = client.send(create, HttpResponse.BodyHandlers.ofString()).body();
    hook = "/webhooks/git/" + new JsonMapper().readTree(created).path("hook").path("id").asText();
  }

  @AfterAll
  void stop() {
    client.shutdownNow();
    front.close();
    ingest.close();
  }

  @Test
  void tellWhoSendsTooMuch() throws Exception {
    for (int size : List.of(LIMIT + 1, 8 * LIMIT)) {
      byte[] body = new byte[size];
      assertThat(statusOf(BodyPublishers.ofByteArray(body))).isEqualTo(413);
      assertThat(statusOf(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))))
          .isEqualTo(413);
    }
    assertThat(statusOf(BodyPublishers.ofString("{}"))).isEqualTo(401);
  }

  @Test
  void tellWhoIsTooSlow() throws Exception {
    String start = "POST " + hook + " HTTP/1.1\r\nHost: x\r\n";
    String half = "Content-Length: 500\r\n\r\n";
    assertThat(drip(start + SIGNATURE + ": " + NOBODYS + "\r\n" + half))
        .startsWith("HTTP/1.1 408 ")
        .contains("\"error\":\"cut-off\"");
    assertThat(drip(start + "X-Slow: ")).startsWith("HTTP/1.1 408 ");
  }

  private int statusOf(BodyPublisher body) throws Exception {
    HttpRequest delivery =
        HttpRequest.newBuilder(at(hook)).header(SIGNATURE, NOBODYS).POST(body).build();
    return client.send(delivery, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /**
   * Sends a beginning at once and the rest a byte at a time; what came back until it was closed.
   */
  private String drip(String beginning) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
      socket.setSoTimeout(100);
      socket.getOutputStream().write(beginning.getBytes(UTF_8));
      InputStream in = socket.getInputStream();
      while (true) {
        socket.getOutputStream().write('x');
        try {
          int first = in.read();
          return (char) first + new String(in.readAllBytes(), UTF_8);
        } catch (SocketTimeoutException nothingYet) {
          // The wait for an answer is the pause between two bytes.
        }
      }
    }
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + front.port() + path);
  }
}
