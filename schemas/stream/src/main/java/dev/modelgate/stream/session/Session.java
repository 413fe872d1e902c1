package dev.modelgate.stream.session;

import dev.modelgate.stream.Brief;
import dev.modelgate.stream.Part;
import dev.modelgate.stream.Signals;
import dev.modelgate.stream.Worker;
import dev.modelgate.stream.observe.Alarms;
import dev.modelgate.stream.rows.InstanceLocks;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Keeps one session with PostgreSQL open as long as this instance lives. Listening alone would
 * never notice that the network lost the connection, so that it also asks from time to time.
 */
@Singleton
@Requires(property = "datasources.default.url")
public class Session implements Part {

  private static final int LISTEN_MILLISECONDS = 500;
  private static final int PATIENCE_MILLISECONDS = 10_000;
  private static final long ASK_AFTER = Duration.ofSeconds(3).toNanos();
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String AWAY = "postgresql";

  private final long instance = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
  private final String url;
  private final String user;
  private final String password;
  private final Signals signals;
  private final Alarms alarms;
  private final Worker worker;
  private @Nullable Connection connection;
  private long answered;

  Session(
      @Value("${datasources.default.url}") String url,
      @Value("${datasources.default.username}") String user,
      @Value("${datasources.default.password}") String password,
      @Value("${modelgate.service}") String service,
      Signals signals,
      Alarms alarms) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.signals = signals;
    this.alarms = alarms;
    this.worker = new Worker(service + "-session", this::listen, () -> {});
  }

  /** This instance's number, new at every start; what it holds in tables is marked with it. */
  public long instance() {
    return instance;
  }

  @Override
  public int place() {
    return 0;
  }

  /** Connects before anything else starts: what has no living session counts as gone. */
  @Override
  public void start() {
    try {
      connect();
    } catch (SQLException e) {
      throw new IllegalStateException(
          "Expected PostgreSQL to accept a connection, but it answered: " + Brief.of(e), e);
    }
    worker.start();
  }

  /** Ends the listening only: whoever has no session counts as gone, and its work is taken over. */
  @Override
  public void askToStop() {
    worker.askToStop();
  }

  /** Ends the session, the last of all parts. */
  @Override
  public void awaitStop(Duration atMost) {
    worker.awaitStop(atMost);
    close();
  }

  private Duration listen() {
    try {
      Connection open = connection == null ? connect() : connection;
      if (System.nanoTime() - answered > ASK_AFTER) {
        ask(open, "select 1");
      }
      PGNotification[] received =
          open.unwrap(PGConnection.class).getNotifications(LISTEN_MILLISECONDS);
      if (received != null) {
        for (PGNotification notification : received) {
          signals.deliver(notification.getParameter());
        }
      }
      return Duration.ZERO;
    } catch (SQLException e) {
      alarms.raise(AWAY, "Expected PostgreSQL to answer, but it does not: " + Brief.of(e));
      close();
      return PAUSE;
    }
  }

  private Connection connect() throws SQLException {
    Connection opened = DriverManager.getConnection(url, user, password);
    try {
      opened.setNetworkTimeout(Runnable::run, PATIENCE_MILLISECONDS);
      InstanceLocks.hold(opened, instance);
      ask(opened, "listen " + signals.channel());
    } catch (SQLException e) {
      opened.close();
      throw e;
    }
    connection = opened;
    signals.deliverAll();
    return opened;
  }

  private void ask(Connection open, String sql) throws SQLException {
    try (Statement statement = open.createStatement()) {
      statement.execute(sql);
    }
    answered = System.nanoTime();
    alarms.clear(AWAY);
  }

  private void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        // It is gone either way.
        return;
      }
    }
  }
}
