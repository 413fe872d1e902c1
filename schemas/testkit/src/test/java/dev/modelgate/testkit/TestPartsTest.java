package dev.modelgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import org.junit.jupiter.api.Test;

/** The one place that decides where the tests' parts come from. */
class TestPartsTest {

  @Test
  void takesWhatWasAskedFor() throws Exception {
    try (PartsSource embedded = TestParts.choose("embedded");
        PartsSource containers = TestParts.choose("containers")) {
      assertThat(embedded.name()).contains("embedded");
      assertThat(containers.name()).contains("apache/kafka:", "postgres:", "localstack/");
    }
    assertThatThrownBy(() -> TestParts.choose("docker"))
        .hasMessage("Expected MODELGATE_TEST_PARTS to be embedded or containers, but it is docker");
  }

  @Test
  void takesContainersWhereADockerAnswersAndEmbeddedPartsElsewhere() throws Exception {
    boolean docker = ContainerSource.lack().isEmpty();
    try (PartsSource chosen = TestParts.choose("")) {
      assertThat(chosen).isInstanceOf(docker ? ContainerSource.class : EmbeddedSource.class);
      TestPostgres postgres = chosen.postgres();
      try (Connection connection =
              DriverManager.getConnection(
                  postgres.jdbcUrl("postgres"), postgres.user(), postgres.password());
          ResultSet answer =
              connection
                  .createStatement()
                  .executeQuery("select current_setting('server_version')")) {
        assertThat(answer.next()).isTrue();
        assertThat(answer.getString(1)).startsWith("18.");
      }
    }
  }
}
