package dev.modelgate.standalone.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modelgate.standalone.CannotException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/**
 * Prints a log as it comes: into a file as it was written, on a terminal without what a terminal
 * would obey, colours excepted.
 */
public final class LogPrinter {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int TRIES = 20;
  private static final long PAUSE_MILLISECONDS = 1000;

  private final Api api;
  private final String path;
  private final String query;
  private final PrintStream out;
  private final boolean terminal;

  /**
   * @param path of the log
   * @param query which attempt's; empty or {@code ?attempt=1}
   */
  public LogPrinter(Api api, String path, String query, PrintStream out) {
    this.api = api;
    this.path = path;
    this.query = query;
    this.out = out;
    Console console = System.console();
    this.terminal = console != null && console.isTerminal();
  }

  /**
   * What was printed.
   *
   * @param next position to go on from
   * @param ended whether nothing will follow
   */
  public record Read(long next, boolean ended) {}

  /** Prints what is there by now; empty where there is no log. */
  public Optional<Read> print() {
    try {
      return api.stream(path + query, Map.of(), this::copy);
    } catch (IOException e) {
      throw new CannotException(
          "Expected the rest of the log, but " + e.getMessage() + "; run the command again", e);
    }
  }

  /** Prints what follows until the log ends; comes back where the connection was lost. */
  public void follow(long from) throws InterruptedException {
    String separator = query.isEmpty() ? "?" : "&";
    Following following = new Following(from);
    int failures = 0;
    while (!following.ended) {
      try {
        String address = path + "/live" + query + separator + "from=" + following.position;
        boolean there = api.stream(address, Map.of(), following::read).isPresent();
        failures = there ? 0 : failures + 1;
      } catch (IOException | CannotException e) {
        failures++;
        if (failures == TRIES) {
          throw new CannotException("Expected to follow the log, but " + e.getMessage(), e);
        }
      }
      if (failures == TRIES) {
        throw new CannotException("Expected to follow the log, but there is none any more");
      }
      if (!following.ended) {
        Thread.sleep(PAUSE_MILLISECONDS);
      }
    }
  }

  private Read copy(HttpResponse<InputStream> answer) throws IOException {
    if (terminal) {
      Reader reader = new InputStreamReader(answer.body(), UTF_8);
      char[] buffer = new char[8192];
      for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
        write(new String(buffer, 0, n));
      }
    } else {
      answer.body().transferTo(out);
    }
    out.flush();
    return new Read(
        answer.headers().firstValueAsLong("Modelgate-Log-Next").orElse(0),
        answer.headers().firstValue("Modelgate-Log-Ended").map("true"::equals).orElse(true));
  }

  private void write(String text) {
    byte[] bytes = (terminal ? Text.forTerminal(text) : text).getBytes(UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }

  /** Reads server-sent events: {@code event}, {@code id} and {@code data}, one line each. */
  private final class Following {

    private long position;
    private boolean ended;

    Following(long position) {
      this.position = position;
    }

    boolean read(HttpResponse<InputStream> answer) throws IOException {
      BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8));
      String name = "";
      String id = "";
      for (String line = lines.readLine(); line != null && !ended; line = lines.readLine()) {
        if (line.startsWith("event:")) {
          name = line.substring(6).strip();
        } else if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.startsWith("data:")) {
          take(name, JSON.readTree(line.substring(5)));
          position = id.isEmpty() ? position : Long.parseLong(id);
        }
      }
      return ended;
    }

    private void take(String name, JsonNode data) {
      switch (name) {
        case "chunk" -> write(data.path("text").asText());
        case "gap" -> {
          long missing = data.path("to").asLong() - data.path("from").asLong();
          write("\n… " + missing + " bytes of the log are not stored (yet) …\n");
        }
        case "end" -> ended = true;
        default -> {}
      }
    }
  }
}
