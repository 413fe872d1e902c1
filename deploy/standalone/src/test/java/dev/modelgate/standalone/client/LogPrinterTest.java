package dev.modelgate.standalone.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelgate.standalone.CannotException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs and artifacts from a server that loses connections and names files as it likes. */
class LogPrinterTest {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private Api api;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/log", this::log);
    server.createContext("/file", exchange -> answer(exchange, 200, "weights"));
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    api = new Api(new Connection(url, ""));
  }

  @AfterEach
  void stop() {
    api.close();
    server.stop(0);
  }

  @Test
  void goesOnWhereTheConnectionWasLost() throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LogPrinter printer = new LogPrinter(api, "/log", "", new PrintStream(out, true, UTF_8));
    LogPrinter.Read read = printer.print().orElseThrow();
    assertThat(read).isEqualTo(new LogPrinter.Read(4, false));
    printer.follow(read.next());
    assertThat(out.toString(UTF_8))
        .isEqualTo("one\ntwo\n\n… 5 bytes of the log are not stored (yet) …\nend\n");
    assertThat(asked).containsExactly("/log", "/log/live?from=4", "/log/live?from=8");
  }

  @Test
  void savesNothingOutsideTheFolder(@TempDir Path folder) throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Files.createSymbolicLink(inside.resolve("link"), outside);
    Download download = new Download(api, inside);
    for (String path : List.of("../x", "/x", "a/../../x", "link/x", "a//b", "..", "a\\b")) {
      assertThatThrownBy(() -> download.fetch(artifact(path, 7)))
          .as(path)
          .isInstanceOf(CannotException.class);
    }
    assertThatThrownBy(() -> download.fetch(artifact("short", 99)))
        .hasMessageContaining("not there any more");
    assertThat(download.fetch(artifact("deep/er/ü.bin", 7))).isTrue();
    assertThat(download.fetch(artifact("deep/er/ü.bin", 7))).isFalse();
    assertThat(inside.resolve("deep/er/ü.bin")).hasContent("weights");
    assertThat(outside).isEmptyDirectory();
    try (var files = Files.walk(inside)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(1);
    }
  }

  @Test
  void leavesATerminalNothingToObey() {
    assertThat(Text.forTerminal("\u001b[31mred\u001b[0m\u001b]52;c;x\u0007\r\n\ttab\u009b2J"))
        .isEqualTo("\u001b[31mred\u001b[0m]52;c;x\r\n\ttab2J");
  }

  private static JsonNode artifact(String path, long bytes) {
    return new JsonMapper()
        .createObjectNode()
        .put("path", path)
        .put("bytes", bytes)
        .put("url", "/file");
  }

  private void log(HttpExchange exchange) throws IOException {
    String uri = exchange.getRequestURI().toString();
    asked.add(uri);
    switch (uri) {
      case "/log" -> {
        exchange.getResponseHeaders().add("Modelgate-Log-Next", "4");
        exchange.getResponseHeaders().add("Modelgate-Log-Ended", "false");
        answer(exchange, 200, "one\n");
      }
      case "/log/live?from=4" ->
          answer(exchange, 200, "event: chunk\nid: 8\ndata: {\"text\":\"two\\n\"}\n\n");
      default ->
          answer(
              exchange,
              200,
              "event: gap\nid: 13\ndata: {\"from\":8,\"to\":13}\n\n"
                  + "event: still\ndata: {}\n\n"
                  + "event: chunk\nid: 17\ndata: {\"text\":\"end\\n\"}\n\nevent: end\ndata: {}\n\n");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
