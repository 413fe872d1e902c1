package dev.modelgate.ingest;

import static dev.modelgate.ingest.Ingest.A;
import static dev.modelgate.ingest.Ingest.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.ingest.Ingest.Answer;
import dev.modelgate.ingest.Ingest.Registered;
import dev.modelgate.ingest.webhook.Signature;
import dev.modelgate.testkit.TestService;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are too large, too slow or compressed hold nothing up. */
@ExtendWith(SharedService.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {

  private static final int LIMIT = SharedService.LARGEST_BODY;
  private static final int USUAL_LIMIT = 25 * 1024 * 1024;

  private Ingest ingest;
  private Registered project;

  @BeforeAll
  void start(TestService service) {
    ingest = Ingest.of(service);
    project = ingest.register("limits");
  }

  @Test
  void takesABodyOfItsLimitAndNotAByteMore() {
    assertTakes(ingest, project, LIMIT);
  }

  @Test
  @Tag("soak")
  void takes25MegabytesWhereNothingElseIsSet(@TempDir Path other) {
    try (Ingest usual = Ingest.start(other)) {
      assertTakes(usual, usual.register("usual"), USUAL_LIMIT);
    }
  }

  private static void assertTakes(Ingest ingest, Registered project, int limit) {
    byte[] body = padded(project.body("1", "refs/heads/main", A, B), limit);
    String signature = Signature.of(body, project.secret()).header();
    assertThat(ingest.deliver(project, body, signature).status()).isEqualTo(202);
    assertThat(ingest.deliver(project, padded("", limit + 1), signature).status()).isEqualTo(413);
  }

  @Test
  void refusesAnEndlessChunkedBody() throws IOException {
    byte[] chunk = ("4000\r\n" + " ".repeat(0x4000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket("127.0.0.1", ingest.resolve("/").getPort())) {
      socket.getOutputStream().write(head("Transfer-Encoding: chunked\r\n\r\n"));
      while (socket.getInputStream().available() == 0) {
        socket.getOutputStream().write(chunk);
      }
      assertThat(socket.getInputStream().readNBytes(13))
          .asString(StandardCharsets.US_ASCII)
          .isEqualTo("HTTP/1.1 413 ");
    }
    assertStillAnswers();
  }

  @Test
  void refusesCompressedBodies() {
    HttpRequest bomb =
        HttpRequest.newBuilder(ingest.resolve(project.path()))
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100]))
            .build();
    assertThat(ingest.send(bomb).status()).isEqualTo(415);
    assertStillAnswers();
  }

  @Test
  void cutsOffWhoSendsByteByByte() throws Exception {
    try (ExecutorService senders = Executors.newFixedThreadPool(2)) {
      Future<String> body = senders.submit(() -> drip(head("Content-Length: 500\r\n\r\n")));
      Future<String> header = senders.submit(() -> drip(head("X-Slow: ")));
      assertThat(body.get()).startsWith("HTTP/1.1 408 ");
      assertThat(header.get()).startsWith("HTTP/1.1 408 ");
    }
    assertStillAnswers();
  }

  @Test
  void keepsWhatItCannotReadAsADeadLetter() {
    long before = ingest.service().number("select count(*) from git_event");
    String deep = "[".repeat(100_000);
    Answer answer = ingest.deliver(project, deep);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text("result")).isEqualTo("unreadable");
    assertThat(answer.text("message")).hasLineCount(1);

    String topic = ingest.service().topic(Topic.GIT_EVENTS) + ".dead-letter";
    assertThat(
            ingest
                .service()
                .number(
                    "select count(*) from outbox where topic = '"
                        + topic
                        + "' and octet_length(value) = 4096"
                        + " and '100000' = any(headers) and 'unreadable' = any(headers)"))
        .isEqualTo(1);
    assertThat(ingest.service().number("select count(*) from git_event")).isEqualTo(before);
  }

  /** The beginning of a delivery that is signed by somebody. */
  private byte[] head(String end) {
    return ("POST %s HTTP/1.1\r\nHost: x\r\n%s: sha256=%s\r\n%s"
            .formatted(project.path(), Signature.HEADER, "0".repeat(64), end))
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Sends a beginning at once and the rest a byte at a time; what came until it was closed. */
  private String drip(byte[] beginning) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", ingest.resolve("/").getPort())) {
      socket.setSoTimeout(100);
      socket.getOutputStream().write(beginning);
      for (int i = 0; i < 300; i++) {
        socket.getOutputStream().write('x');
        try {
          int first = socket.getInputStream().read();
          byte[] others = socket.getInputStream().readAllBytes();
          return (char) first + new String(others, StandardCharsets.UTF_8);
        } catch (SocketTimeoutException nothingYet) {
          // The wait for an answer is the pause between two bytes.
        }
      }
      return "";
    }
  }

  private void assertStillAnswers() {
    assertThat(ingest.get("/api/projects/limits").status()).isEqualTo(200);
  }

  private static byte[] padded(String body, int size) {
    return (body + " ".repeat(size - body.length())).getBytes(StandardCharsets.UTF_8);
  }
}
