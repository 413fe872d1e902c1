package dev.modelgate.runner.claim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking to be let in. */
class RegistrationTest {

  private static final Registration.Runner RUNNER =
      new Registration.Runner(
          "agent-1", "lap\"top", List.of("cpu", "a100"), 2, "ignore", "host", "0.1.0");

  @Test
  void saysWhoItIsAndLearnsWhereKafkaIs() throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    Registration.Answer answer =
        ask(
            200,
            "{\"runnerId\":\"r1\",\"bootstrapServers\":\"127.0.0.1:9\",\"topicPrefix\":\"mg\",\"x\":1}",
            said);

    assertThat(answer)
        .isEqualTo(new Registration.Answer.Registered(new RunnerLink("r1", "127.0.0.1:9", "mg")));
    String[] parts = said.getFirst().split(" ", 4);
    assertThat(parts[0] + parts[1] + parts[2]).isEqualTo("POST/api/runnersBearer");
    String[] tokenAndBody = parts[3].split("\n", 2);
    assertThat(tokenAndBody[0]).isEqualTo("secret");
    assertThat(new ObjectMapper().readValue(tokenAndBody[1], Map.class))
        .containsEntry("agentId", "agent-1")
        .containsEntry("name", "lap\"top")
        .containsEntry("machines", List.of("cpu", "a100"))
        .containsEntry("slots", 2)
        .containsEntry("containers", "ignore")
        .containsEntry("hostName", "host")
        .containsEntry("agentVersion", "0.1.0");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 409, 422})
  void givesUpWhenTheServerSaysNo(int status) throws Exception {
    assertThat(ask(status, "{\"error\":\"no\",\"message\":\"Expected a token\\nbut\"}"))
        .isInstanceOfSatisfying(
            Registration.Answer.Refused.class,
            refused -> assertThat(refused.message()).endsWith(status + ": Expected a token but"));
  }

  @ParameterizedTest
  @CsvSource({"404, x", "408, x", "429, x", "500, <html>", "503, {}", "200, <html>", "200, {}"})
  void asksAgainWhenTheServerMayYetSayYes(int status, String body) throws Exception {
    assertThat(ask(status, body)).isInstanceOf(Registration.Answer.Unreachable.class);
  }

  @Test
  void asksAgainWhenNobodyAnswers() throws Exception {
    try (Registration registration =
        new Registration(URI.create("http://127.0.0.1:1/"), "secret", RUNNER)) {
      assertThat(registration.ask()).isInstanceOf(Registration.Answer.Unreachable.class);
    }
  }

  private static Registration.Answer ask(int status, String body)
      throws IOException, InterruptedException {
    return ask(status, body, new CopyOnWriteArrayList<>());
  }

  private static Registration.Answer ask(int status, String body, List<String> said)
      throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          said.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + "\n"
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          byte[] answer = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try (Registration registration =
        new Registration(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
            "secret",
            RUNNER)) {
      return registration.ask();
    } finally {
      server.stop(0);
    }
  }
}
