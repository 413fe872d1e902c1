package dev.modelgate.ingest;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.ingest.command.AskedCommand;
import dev.modelgate.ingest.store.ProjectStore;
import dev.modelgate.stream.Ids;
import dev.modelgate.stream.Outbox;
import dev.modelgate.stream.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * Takes what a Git host, a person or a clock says happened and appends it to the log, once: here
 * what a person asks for. Whether the run exists is known to its owner only.
 */
@Singleton
final class CommandFlow {

  private final ProjectStore projects;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Ids ids;
  private final Clock clock;

  CommandFlow(
      ProjectStore projects, Transactions transactions, Outbox outbox, Ids ids, Clock clock) {
    this.projects = projects;
    this.transactions = transactions;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /** Passes a command on; returns its event's id, or nothing where there is no such project. */
  Optional<String> on(AskedCommand command, String by) {
    String eventId = ids.next();
    return transactions.call(
        () ->
            projects
                .named(command.project())
                .map(
                    project -> {
                      outbox.add(
                          Topic.GIT_EVENTS,
                          project.id(),
                          IngestCodec.commandReceived(
                              eventId, clock.instant(), project, command, by));
                      return eventId;
                    }));
  }
}
