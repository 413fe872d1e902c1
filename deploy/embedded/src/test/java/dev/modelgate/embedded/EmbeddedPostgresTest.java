package dev.modelgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL over stops and starts on one folder, against strangers, and as somebody who is not
 * root.
 */
class EmbeddedPostgresTest {
  /** One for all, because making a database takes a second; each test leaves it stopped. */
  @TempDir static Path folder;

  @Test
  void keepsItsRowsAtTheSameAddressWithTheSamePassword() throws SQLException {
    EmbeddedPostgres first = EmbeddedPostgres.start(folder);
    first.createDatabaseIfMissing("runs");
    first.createDatabaseIfMissing("runs");
    Probes.execute(first, "runs", "CREATE TABLE kept AS SELECT 42 AS number");
    first.close();
    first.close();

    try (EmbeddedPostgres second = EmbeddedPostgres.start(folder)) {
      assertThat(second.jdbcUrl("runs")).isEqualTo(first.jdbcUrl("runs"));
      assertThat(second.password()).isEqualTo(first.password());
      assertThat(Probes.ask(second, "runs", "SELECT number FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void storesSafelyAndLetsNobodyInWithoutThePassword() throws SQLException, IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertThat(Probes.ask(postgres, "postgres", "SHOW " + setting)).as(setting).isEqualTo("on");
      }
      assertThat(Probes.ask(postgres, "postgres", "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(Probes.ask(postgres, "postgres", "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(
              Probes.ask(
                  postgres,
                  "postgres",
                  "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"))
          .isEqualTo("scram-sha-256");

      for (String guess : List.of("", "guessed")) {
        assertThatThrownBy(
                () ->
                    DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), postgres.user(), guess))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("password");
      }
      assertThat(Files.getPosixFilePermissions(folder.resolve("postgres.log")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void startsOverTheLeftOversOfACrashWhoseProcessNumberIsSomebodyElsesNow()
      throws IOException, InterruptedException {
    EmbeddedPostgres.start(folder).close();
    Process somebody = new ProcessBuilder("sleep", "600").start();
    try {
      Path pidFile = folder.resolve("data/postmaster.pid");
      Files.writeString(
          pidFile,
          "%d\n%s\n1700000000\n23456\n\n127.0.0.1\n   123456    654321\nready   \n"
              .formatted(somebody.pid(), folder.resolve("data")));
      Files.setPosixFilePermissions(pidFile, PosixFilePermissions.fromString("rw-------"));

      try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
        assertThat(somebody.isAlive()).isTrue();
        assertThat(postgres.port()).isPositive();
      }
    } finally {
      somebody.destroyForcibly().waitFor();
    }
  }

  @Test
  void runsAsAnOrdinaryUserWhereRootMayNotMakeANamespace(@TempDir Path own)
      throws IOException, SQLException {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "only root can become somebody else");
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx--x--x"));
    List<PostgresAccount> unprivileged = PostgresAccount.unprivileged().stream().toList();
    // It cannot enter root's cache; what it would unpack for itself takes many seconds.
    copy(PostgresPrograms.in(PostgresPrograms.userCache()).home(), own.resolve("programs"));

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(own, unprivileged)) {
      Probes.execute(postgres, "postgres", "CREATE TABLE kept AS SELECT 42 AS number");
    }
    assertThat(Files.getAttribute(own.resolve("data"), "unix:uid")).isNotEqualTo(0);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(own)) {
      assertThat(Probes.ask(postgres, "postgres", "SELECT number FROM kept")).isEqualTo("42");
    }
  }

  private static void copy(Path programs, Path cache) throws IOException {
    Path target = Files.createDirectories(cache).resolve(programs.getFileName());
    try (Stream<Path> all = Files.walk(programs)) {
      for (Path path : all.toList()) {
        Files.copy(
            path,
            target.resolve(programs.relativize(path)),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  @Test
  void saysWhatItTriedWhereNobodyCanRunIt(@TempDir Path own) {
    List<PostgresAccount> nobody =
        List.of(
            new PostgresAccount(List.of("no-such-program"), -1, -1),
            new PostgresAccount(List.of("false"), -1, -1));

    assertThatThrownBy(() -> EmbeddedPostgres.start(own, nobody))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("allow user namespaces, or start as an ordinary user")
        .hasMessageContaining("by no-such-program")
        .hasMessageContaining("by false");
    assertThat(own.resolve("data")).doesNotExist();
  }

  @Test
  void endsInOrderAlsoForAThreadThatWasInterrupted() throws IOException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
    Thread.currentThread().interrupt();
    postgres.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(Files.readString(folder.resolve("postgres.log")))
        .contains("database system is shut down");
  }
}
