package dev.modelgate.ingest.store;

import dev.modelgate.ingest.gitevent.GitEvent;
import dev.modelgate.stream.rows.CurrentConnection;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.ZoneOffset;

/** Which git events were appended. Everything here needs a transaction around it. */
@Singleton
@Requires(property = "datasources.default.url")
public class GitEventStore {

  private final CurrentConnection connection;

  GitEventStore(CurrentConnection connection) {
    this.connection = connection;
  }

  /**
   * Notes an event under its id; false where it is there already. While another transaction notes
   * the same one, this waits for the outcome of that.
   */
  public boolean addIfNew(String eventId, GitEvent event, Instant receivedAt) {
    return connection.use(
        c -> {
          try (PreparedStatement insert =
              c.prepareStatement(
                  "insert into git_event (event_id, project_id, delivery_id, received_at)"
                      + " values (?, ?, ?, ?) on conflict do nothing")) {
            insert.setString(1, eventId);
            insert.setString(2, event.project().id());
            insert.setString(3, event.update().deliveryId());
            insert.setObject(4, receivedAt.atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
          }
        });
  }
}
