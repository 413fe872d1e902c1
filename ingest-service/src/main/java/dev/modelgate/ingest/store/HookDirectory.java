package dev.modelgate.ingest.store;

import dev.modelgate.ingest.project.Project;
import dev.modelgate.ingest.webhook.HookId;
import dev.modelgate.stream.Brief;
import dev.modelgate.stream.Part;
import dev.modelgate.stream.Signals;
import dev.modelgate.stream.Transactions;
import dev.modelgate.stream.Worker;
import dev.modelgate.stream.rows.SqlFailures;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The projects by their hooks, in memory: kept up to date by PostgreSQL's notifications and, should
 * one be lost, by looking through all of them every half minute. What is not in memory is asked
 * for; few at a time, because anyone can call a hook that does not exist.
 */
@Singleton
@Requires(property = "datasources.default.url")
public class HookDirectory implements Part {

  /** Name of the signal that the projects changed. */
  public static final String SIGNAL = "projects";

  private static final Logger LOG = LoggerFactory.getLogger(HookDirectory.class);
  private static final Duration SWEEP = Duration.ofSeconds(30);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final int QUESTIONS_AT_A_TIME = 2;
  private static final long WAIT_MILLISECONDS = 500;

  private final Transactions transactions;
  private final ProjectStore projects;
  private final Map<HookId, Project> known = new ConcurrentHashMap<>();
  private final Semaphore questions = new Semaphore(QUESTIONS_AT_A_TIME);
  private final Worker worker = new Worker("ingest-projects", this::refresh, () -> {});

  HookDirectory(Transactions transactions, ProjectStore projects, Signals signals) {
    this.transactions = transactions;
    this.projects = projects;
    signals.on(SIGNAL, worker::wake);
  }

  /** What is known of a hook, from memory where it is there. */
  public HookLookup find(HookId hook) {
    Project project = known.get(hook);
    return project == null ? ask(hook) : new HookLookup.Known(project);
  }

  /** Takes a project as it is now; for changes that this instance made itself. */
  public void put(Project project) {
    known.put(project.hook(), project);
  }

  private HookLookup ask(HookId hook) {
    boolean mayAsk = false;
    try {
      mayAsk = questions.tryAcquire(WAIT_MILLISECONDS, TimeUnit.MILLISECONDS);
      if (!mayAsk) {
        return new HookLookup.Unavailable();
      }
      Optional<Project> found = transactions.call(() -> projects.ofHook(hook));
      found.ifPresent(this::put);
      return found.isPresent() ? new HookLookup.Known(found.get()) : new HookLookup.Unknown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new HookLookup.Unavailable();
    } catch (RuntimeException e) {
      LOG.warn("hook not in memory and not to be asked for hook={} cause={}", hook, Brief.of(e));
      return new HookLookup.Unavailable();
    } finally {
      if (mayAsk) {
        questions.release();
      }
    }
  }

  /** Looks through all projects; answers when to look again. */
  Duration refresh() {
    try {
      transactions.call(projects::all).forEach(this::put);
      return SWEEP;
    } catch (RuntimeException e) {
      if (SqlFailures.meaningOf(e) != SqlFailures.Meaning.AWAY) {
        throw e;
      }
      // What is in memory stays right enough; the loop raises the alarm.
      return AGAIN;
    }
  }

  @Override
  public int place() {
    return 100;
  }

  @Override
  public void start() {
    worker.start();
  }

  @Override
  public void askToStop() {
    worker.askToStop();
  }

  @Override
  public void awaitStop(Duration atMost) {
    worker.awaitStop(atMost);
  }
}
