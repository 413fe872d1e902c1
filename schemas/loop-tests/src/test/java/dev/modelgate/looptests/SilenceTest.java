package dev.modelgate.looptests;

import dev.modelgate.stream.observe.Alarms;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody is asked, and there is neither an answer nor a refusal. */
class SilenceTest {

  private final Stage stage = Stage.onTestParts();

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void noticesThatItsSessionWithPostgresqlIsLostAndOpensAnother() throws IOException {
    URI postgresql = URI.create(stage.address().jdbcUrl().substring("jdbc:".length()));
    try (SilentLink link = SilentLink.to(postgresql.getPort())) {
      String url = "jdbc:postgresql://127.0.0.1:" + link.port() + postgresql.getPath();
      ApplicationContext service = stage.start("one", Map.of("datasources.default.url", url));
      stage.send(new Ping("first", "key", 1, "plain"));
      Stage.await("the first", () -> stage.effects("key") == 1);
      Alarms alarms = service.getBean(Alarms.class);

      link.loseConnections();
      Stage.await("the alarm", () -> alarms.current().containsKey("postgresql"));
      // PostgreSQL still keeps the lost session, and its lock.
      Stage.await("another session", () -> !alarms.current().containsKey("postgresql"));
      link.cut();
      stage.close();
    }
  }
}
