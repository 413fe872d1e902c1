package dev.modelgate.runner;

import dev.modelgate.events.wire.SchemaIds;
import dev.modelgate.events.wire.WireFormat;
import dev.modelgate.runner.checkout.Checkouts;
import dev.modelgate.runner.claim.AgentFiles;
import dev.modelgate.runner.claim.HeldAttempt;
import dev.modelgate.runner.claim.HeldAttempts;
import dev.modelgate.runner.claim.LeaseKeeper;
import dev.modelgate.runner.claim.Registration;
import dev.modelgate.runner.claim.RunnerLink;
import dev.modelgate.runner.host.Ballast;
import dev.modelgate.runner.host.FolderLock;
import dev.modelgate.runner.host.JobHost;
import dev.modelgate.runner.host.Ownership;
import dev.modelgate.runner.host.Processes;
import dev.modelgate.runner.report.Journals;
import dev.modelgate.runner.report.Reports;
import dev.modelgate.runner.report.RunnerEventCodec;
import dev.modelgate.runner.report.RunnerIdentity;
import dev.modelgate.runner.upload.Artifacts;
import dev.modelgate.runner.upload.Uploads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs attempts on its host and tells truthfully what came of each.
 *
 * <p>An agent that ends, however it ends, ends no job: the next one in the same folder takes them
 * up again.
 */
public final class RunnerAgent implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RunnerAgent.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
  private static final Duration FAREWELL = Duration.ofSeconds(60);

  /** After so long without a job of a project its checkouts and mirror cost more than they save. */
  private static final Duration UNUSED = Duration.ofDays(30);

  private static final Duration BETWEEN_TIDYINGS = Duration.ofHours(6);

  private final RunnerConfig config;
  private final Registration registration;
  private final FolderLock lock;
  private final Path state;
  private final HeldAttempts attempts;
  private final LeaseKeeper leases;
  private final Journals journals = new Journals();
  private final RunnerEventCodec codec;
  private final Checkouts checkouts;
  private final AttemptFlow flow;
  private final Uploads uploads;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable Conversation conversation;

  private RunnerAgent(RunnerConfig config, FolderLock lock, Clock clock) {
    this.config = config;
    this.lock = lock;
    this.state = config.folder().resolve("state");
    Path attemptFolders = Ownership.folder(state.resolve("attempts"), "rwx------");
    RunnerSettings settings = config.settings();
    JobHost host =
        JobHost.prepare(
            config.folder(),
            state,
            Math.max(config.slots(), Recovery.highestSlot(attemptFolders)),
            Recovery.highestSlot(attemptFolders) > 0,
            settings.users(),
            settings.elsewhere());
    this.checkouts =
        new Checkouts(
            Ownership.folder(state.resolve("projects"), "rwx------"),
            host,
            settings.gitCall(),
            settings.repositoryPatience(),
            clock);
    Ballast ballast = new Ballast(state);
    ballast.load();
    RunnerIdentity identity =
        new RunnerIdentity(
            config.name(),
            config.machines(),
            config.slots(),
            config.ignoreContainers(),
            hostName(),
            agentVersion());
    this.registration =
        new Registration(
            config.server(),
            config.token(),
            new Registration.Runner(
                new AgentFiles(state).id(Ids.fresh()),
                identity.name(),
                identity.machines(),
                identity.slots(),
                identity.ignoresContainers() ? "ignore" : "none",
                identity.hostName(),
                identity.agentVersion()));
    this.codec = new RunnerEventCodec(new WireFormat(SchemaIds.committed()), identity, clock);
    this.attempts = new HeldAttempts(config.slots());
    this.leases = new LeaseKeeper(Ids.fresh(), settings.lease(), System::nanoTime);
    this.flow =
        new AttemptFlow(
            attempts,
            checkouts,
            host,
            ballast,
            Processes.ofThisHost(),
            settings.job(),
            config.ignoreContainers(),
            new Reports(codec, journals),
            new Artifacts(settings.uploads()),
            clock,
            this::changed,
            this::isClosing);
    Recovery.hold(attemptFolders, attempts, checkouts);
    this.uploads =
        Uploads.start(
            config.server(), config.token(), attempts, journals, settings.uploads(), clock);
  }

  /**
   * Starts a runner: what an earlier one left is taken up again, then the runner registers. It
   * returns when the server has answered or did not; a server that is away is asked again.
   *
   * @throws IllegalStateException if another runner works in the folder, if the server refuses the
   *     runner, or if jobs could not work on this host; the message says what to do
   */
  public static RunnerAgent start(RunnerConfig config) {
    Ownership.folder(config.folder(), "rwx--x--x");
    // In the state, for whoever can read a file can keep others from locking it.
    FolderLock lock =
        FolderLock.take(Ownership.folder(config.folder().resolve("state"), "rwx------"));
    RunnerAgent agent;
    try {
      agent = new RunnerAgent(config, lock, Clock.systemUTC());
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
    try {
      agent.begin();
      return agent;
    } catch (RuntimeException e) {
      agent.close();
      throw e;
    }
  }

  private void begin() {
    attempts.all().forEach(this::run);
    try {
      Optional<String> refusal = ask();
      if (refusal.isPresent()) {
        throw new IllegalStateException(refusal.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Expected to register, but the start was interrupted", e);
    }
    inBackground("runner-registration", this::keepRegistered);
    inBackground("runner-tidying", this::tidy);
  }

  private void tidy() {
    try {
      do {
        try {
          checkouts.removeUnused(UNUSED, this::isHeld);
        } catch (RuntimeException e) {
          log.warn("Expected to remove what nobody used, but {}; trying again", e.toString());
        }
      } while (!closing.await(BETWEEN_TIDYINGS.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isHeld(String projectId) {
    return attempts.all().stream()
        .anyMatch(attempt -> attempt.folder().assignment().projectId().equals(projectId));
  }

  /** Registers until it works, and again where nobody answers: Kafka may have moved meanwhile. */
  private void keepRegistered() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        boolean isHeard = conversation != null && leases.silence().compareTo(LONGEST_SILENCE) < 0;
        if (isHeard) {
          pause = LONGEST_PAUSE;
          continue;
        }
        ask().ifPresent(refusal -> log.error("{}", refusal));
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Registers once; why the server refused, where it did. */
  private Optional<String> ask() throws InterruptedException {
    return switch (registration.ask()) {
      case Registration.Answer.Registered(RunnerLink link) -> {
        converse(link);
        yield Optional.empty();
      }
      case Registration.Answer.Refused(String message) -> Optional.of(message);
      case Registration.Answer.Unreachable(String message) -> {
        log.warn("{}", message);
        yield Optional.empty();
      }
    };
  }

  private synchronized void converse(RunnerLink link) {
    Conversation open = conversation;
    if (isClosing() || (open != null && open.link().equals(link))) {
      return;
    }
    if (open != null) {
      conversation = null;
      open.close();
    }
    try {
      conversation =
          Conversation.start(
              link,
              config.settings().heartbeat(),
              new AgentFiles(state),
              state.resolve("attempts"),
              attempts,
              leases,
              journals,
              codec,
              uploads::isSettled,
              this::run);
      log.info("Registered as {}", link.runnerId());
    } catch (KafkaException e) {
      log.warn("Expected to reach Kafka at {}, but {}", link.bootstrapServers(), e.toString());
    }
  }

  private void run(HeldAttempt attempt) {
    inBackground("attempt-" + attempt.key().attemptId(), () -> flow.run(attempt));
  }

  private void inBackground(String name, Runnable work) {
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(
                () -> {
                  try {
                    work.run();
                  } finally {
                    threads.remove(Thread.currentThread());
                  }
                });
    threads.add(thread);
    thread.start();
  }

  private void changed() {
    Conversation open = conversation;
    if (open != null) {
      open.changed();
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Whether a server has taken it; until one does, it goes on asking. */
  public boolean isRegistered() {
    return conversation != null;
  }

  /** Ends the agent. Its jobs go on; the next agent in the folder takes them up again. */
  @Override
  public void close() {
    Conversation open;
    synchronized (this) {
      closing.countDown();
      open = conversation;
      conversation = null;
    }
    if (open != null) {
      open.close();
    }
    stopThreads();
  }

  /** Threads end before the folder is free, for the next agent must not meet them there. */
  private void stopThreads() {
    closing.countDown();
    registration.close();
    uploads.close();
    attempts.all().forEach(HeldAttempt::wake);
    threads.forEach(Thread::interrupt);
    for (Thread thread : List.copyOf(threads)) {
      try {
        if (!thread.join(FAREWELL)) {
          log.error("Expected {} to end, but it still runs", thread.getName());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    lock.close();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static String agentVersion() {
    String version = RunnerAgent.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
