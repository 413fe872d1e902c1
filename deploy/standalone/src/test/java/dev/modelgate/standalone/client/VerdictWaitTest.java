package dev.modelgate.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.standalone.CannotException;
import dev.modelgate.standalone.StandInApi;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waiting for what does not come, or is away for a while. */
class VerdictWaitTest {

  private StandInApi server;

  @BeforeEach
  void start() throws IOException {
    server = new StandInApi();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void endsWhereTheRunNeverComes() {
    assertThatThrownBy(this::verdict)
        .isInstanceOf(CannotException.class)
        .hasMessage("there is none");
  }

  @Test
  void goesOnWhereTheServerIsAwayInBetweenButNotAtTheBeginning() throws Exception {
    server
        .says("/api/runs/fruits/2", 200, "{\"sentence\": \"queued\"}")
        .says("/api/runs/fruits/2", 503, "")
        .says("/api/runs/fruits/2", 200, "{\"verdict\": \"passed\"}");
    assertThat(verdict()).isEqualTo("passed");

    server.close();
    assertThatThrownBy(this::verdict)
        .isInstanceOf(CannotException.class)
        .hasMessageContaining("Expected a server");
  }

  private String verdict() throws InterruptedException {
    try (Api api = new Api(new Connection(URI.create(server.url()), ""))) {
      PrintStream out = new PrintStream(OutputStream.nullOutputStream());
      return new VerdictWait(api, new Shown.Run("fruits", 2), Duration.ofMillis(1), out)
          .end()
          .path("verdict")
          .asText();
    }
  }
}
