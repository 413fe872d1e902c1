package dev.modelgate.embedded;

import dev.modelgate.embedded.store.Databases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server as a child process, on 127.0.0.1 only, with a password and no exception from
 * it.
 *
 * <p>A committed transaction is on disk. As root it runs in a user namespace of its own, or as the
 * system's postgres or nobody where that is forbidden. It outlives a killed process; the next start
 * on the folder ends it first.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String USER = "modelgate";

  private final FolderLock lock;
  private final PostgresProcess postgres;
  private final Process process;
  private final int port;
  private final String password;

  private EmbeddedPostgres(
      FolderLock lock, PostgresProcess postgres, Process process, int port, String password) {
    this.lock = lock;
    this.postgres = postgres;
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts on the folder's databases, or on none where the folder is new, and returns when it
   * accepts connections.
   *
   * @throws PartException with folder and reason; nothing is left running then
   */
  public static EmbeddedPostgres start(Path folder) {
    try {
      Path home = Folders.make(folder);
      return start(home, PostgresAccount.candidates(home.resolve("data")));
    } catch (IOException | RuntimeException problem) {
      throw new PartException(
          "Expected to start PostgreSQL in %s, but %s"
              .formatted(folder, PartException.reason(problem)),
          problem);
    }
  }

  static EmbeddedPostgres start(Path home, List<PostgresAccount> accounts) throws IOException {
    FolderLock lock = FolderLock.take(home);
    try {
      return start(home, lock, accounts);
    } catch (IOException | RuntimeException problem) {
      lock.close();
      throw problem;
    }
  }

  private static EmbeddedPostgres start(Path home, FolderLock lock, List<PostgresAccount> accounts)
      throws IOException {
    String password = Secrets.of(home, Map.of("password", 32)).getOrDefault("password", "");
    PostgresRunner runner = PostgresRunner.find(home, accounts);
    PostgresData.makeIfMissing(home, runner, USER, password);
    PostgresProcess postgres = new PostgresProcess(home, runner);
    postgres.endOrphan(); // before the ports are looked at, for it has ours
    int port = RememberedPorts.of(home, List.of("postgres")).getOrDefault("postgres", 0);
    return new EmbeddedPostgres(lock, postgres, postgres.start(port), port, password);
  }

  /** An address without user and password. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** The one user there is; it may do everything. */
  public String user() {
    return USER;
  }

  /** The same for as long as the folder lives. */
  public String password() {
    return password;
  }

  public int port() {
    return port;
  }

  /** Makes an empty database of that name, unless there is one. */
  public void createDatabaseIfMissing(String name) {
    try {
      Databases.createIfMissing(jdbcUrl("postgres"), USER, password, name);
    } catch (IOException problem) {
      throw new PartException(
          "Expected to create the database %s, but %s"
              .formatted(name, PartException.reason(problem)),
          problem);
    }
  }

  /**
   * Rolls open transactions back, stops the server and waits for its end; a second call does
   * nothing.
   */
  @Override
  public void close() {
    Undisturbed.run(this::stop);
  }

  private void stop() {
    try {
      if (process.isAlive()) {
        postgres.stop();
        process.waitFor(10, TimeUnit.SECONDS);
      }
    } catch (IOException problem) {
      throw new PartException(
          "Expected to stop PostgreSQL, but " + PartException.reason(problem), problem);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
      lock.close();
    }
  }
}
