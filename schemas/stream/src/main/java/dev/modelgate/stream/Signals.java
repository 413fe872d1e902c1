package dev.modelgate.stream;

import dev.modelgate.stream.rows.CurrentConnection;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells every instance of a service that rows are there, over PostgreSQL's LISTEN and NOTIFY. A
 * signal can be lost with a connection: whoever listens also looks by itself once a second.
 */
@Singleton
@Requires(property = "datasources.default.url")
public class Signals {

  private final CurrentConnection connection;
  private final String channel;
  private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();

  Signals(CurrentConnection connection, @Value("${modelgate.service}") String service) {
    this.connection = connection;
    this.channel = "modelgate_" + service;
  }

  /** Name of PostgreSQL's channel; the payload is the signal's name. */
  public String channel() {
    return channel;
  }

  /** Sends a signal when the current transaction commits; to this instance too. */
  public void send(String name) {
    connection.use(
        c -> {
          try (PreparedStatement statement = c.prepareStatement("select pg_notify(?, ?)")) {
            statement.setString(1, channel);
            statement.setString(2, name);
            return statement.execute();
          }
        });
  }

  /**
   * Runs the listener at every signal of that name and after every reconnect; on a thread that must
   * not be held up: let it wake another.
   */
  public void on(String name, Runnable listener) {
    listeners.computeIfAbsent(name, any -> new CopyOnWriteArrayList<>()).add(listener);
  }

  /** Passes a signal on to its listeners; for the part that listens. */
  public void deliver(String name) {
    listeners.getOrDefault(name, List.of()).forEach(Runnable::run);
  }

  /** Passes every signal on: some may have been missed. */
  public void deliverAll() {
    listeners.keySet().forEach(this::deliver);
  }
}
