package dev.modelgate.ingest;

import static dev.modelgate.ingest.Ingest.A;
import static dev.modelgate.ingest.Ingest.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.ingest.Ingest.Answer;
import dev.modelgate.ingest.Ingest.Registered;
import dev.modelgate.ingest.webhook.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are too large, too slow or compressed hold nothing up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {

  private static final int LIMIT = 25 * 1024 * 1024;

  private Ingest ingest;
  private Registered project;

  @BeforeAll
  void start(@TempDir Path data) {
    ingest =
        Ingest.start(
            data,
            Map.of(
                "modelgate.ingest.read-within", "4s",
                "modelgate.ingest.postgres-wait", "20s",
                "modelgate.ingest.answer-within", "25s",
                "datasources.default.connection-timeout", 20_000));
    project = ingest.register("limits");
  }

  @AfterAll
  void stop() {
    ingest.close();
  }

  @Test
  void takesA25MegabyteBodyAndNotAByteMore() {
    byte[] body = padded(project.body("1", "refs/heads/main", A, B), LIMIT);
    String signature = Signature.of(body, project.secret()).header();
    assertThat(ingest.deliver(project, body, signature).status()).isEqualTo(202);
    assertThat(ingest.deliver(project, padded("", LIMIT + 1), signature).status()).isEqualTo(413);
  }

  @Test
  void refusesAnEndlessChunkedBody() {
    HttpRequest endless =
        HttpRequest.newBuilder(ingest.resolve(project.path()))
            .POST(HttpRequest.BodyPublishers.ofInputStream(Endless::new))
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      assertThat(ingest.send(endless).status()).isEqualTo(413);
    } catch (RuntimeException cutOff) {
      assertThat(cutOff).hasRootCauseInstanceOf(IOException.class);
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
  void cutsOffWhoSendsByteByByte() throws IOException {
    long start = System.nanoTime();
    assertThat(
            drip("POST " + project.path() + " HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n"))
        .isTrue();
    assertThat(drip("POST " + project.path() + " HTTP/1.1\r\nX-Slow: ")).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
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

  /** Sends a beginning at once and the rest a byte at a time; true if the connection was closed. */
  private boolean drip(String beginning) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", ingest.resolve("/").getPort())) {
      socket.setSoTimeout(100);
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      out.write(beginning.getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 100; i++) {
        try {
          out.write('x');
          out.flush();
          if (in.read() < 0) {
            return true;
          }
        } catch (SocketTimeoutException nothingYet) {
          // The wait for an answer is the pause between two bytes.
        } catch (IOException closed) {
          return true;
        }
      }
      return false;
    }
  }

  private void assertStillAnswers() {
    assertThat(ingest.get("/api/projects/limits").status()).isEqualTo(200);
  }

  private static byte[] padded(String body, int size) {
    return (body + " ".repeat(size - body.length())).getBytes(StandardCharsets.UTF_8);
  }

  /** Never ends. */
  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return ' ';
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return length;
    }
  }
}
