package dev.modelgate.runner;

import dev.modelgate.events.wire.SchemaIds;
import dev.modelgate.runner.claim.AgentFiles;
import dev.modelgate.runner.claim.CommandCodec;
import dev.modelgate.runner.claim.CommandReader;
import dev.modelgate.runner.claim.HeldAttempt;
import dev.modelgate.runner.claim.HeldAttempts;
import dev.modelgate.runner.claim.LeaseKeeper;
import dev.modelgate.runner.claim.RunnerLink;
import dev.modelgate.runner.report.EventSender;
import dev.modelgate.runner.report.Heartbeats;
import dev.modelgate.runner.report.Journals;
import dev.modelgate.runner.report.LogShipper;
import dev.modelgate.runner.report.RunnerEventCodec;
import dev.modelgate.runner.upload.Artifacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The talk between a registered runner and the scheduler: commands in; heartbeats, events and logs
 * out, each with a thread of its own. Attempts go on whether there is one or not.
 */
final class Conversation implements AutoCloseable {

  private final RunnerLink link;
  private final HeldAttempts attempts;
  private final Journals journals;
  private final Predicate<HeldAttempt> settled;
  private final LeaseKeeper leases;
  private final Heartbeats heartbeats;
  private final EventSender events;
  private final LogShipper logs;
  private final CommandReader commands;
  private final Thread reading;

  private Conversation(
      RunnerLink link,
      Duration heartbeat,
      AgentFiles files,
      Path attemptFolders,
      HeldAttempts attempts,
      LeaseKeeper leases,
      Journals journals,
      RunnerEventCodec codec,
      Predicate<HeldAttempt> settled,
      Consumer<HeldAttempt> run) {
    this.link = link;
    this.settled = settled;
    this.attempts = attempts;
    this.journals = journals;
    this.leases = leases;
    CommandFlow flow = new CommandFlow(attemptFolders, files, attempts, leases, run, this::changed);
    this.commands =
        new CommandReader(
            link, files, new CommandCodec(SchemaIds.committed()), flow::on, this::changed);
    this.reading = Thread.ofPlatform().name("runner-commands").daemon().unstarted(commands);
    this.heartbeats =
        new Heartbeats(link, attempts, leases, codec, heartbeat, commands::isPositioned);
    this.events = new EventSender(link, attempts, leases, this::changed);
    this.logs = new LogShipper(link, attempts, journals, codec, this::shipped);
  }

  /**
   * Begins to listen, and to speak as soon as it does.
   *
   * @param settled whether nothing of an attempt waits to be stored
   */
  static Conversation start(
      RunnerLink link,
      Duration heartbeat,
      AgentFiles files,
      Path attemptFolders,
      HeldAttempts attempts,
      LeaseKeeper leases,
      Journals journals,
      RunnerEventCodec codec,
      Predicate<HeldAttempt> settled,
      Consumer<HeldAttempt> run) {
    Conversation conversation =
        new Conversation(
            link,
            heartbeat,
            files,
            attemptFolders,
            attempts,
            leases,
            journals,
            codec,
            settled,
            run);
    conversation.reading.start();
    return conversation;
  }

  RunnerLink link() {
    return link;
  }

  /** Something changed that the scheduler should know soon. */
  void changed() {
    heartbeats.changed();
    events.added();
  }

  /** The live tail has its end; when the end is said and all is stored, nothing is left to keep. */
  private void shipped(HeldAttempt attempt) {
    if (attempt.isEnded() && attempt.isReported() && settled.test(attempt)) {
      attempts.remove(attempt);
      Artifacts.remove(attempt.folder());
      attempt.folder().remove();
      journals.forget(attempt.key());
      leases.forget(attempt.key());
    }
  }

  @Override
  public void close() {
    commands.close();
    heartbeats.close();
    events.close();
    logs.close();
    try {
      reading.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
