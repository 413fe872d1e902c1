package dev.modelgate.scheduler;

import dev.modelgate.scheduler.announce.QueueState;
import dev.modelgate.scheduler.leader.Leadership;
import dev.modelgate.scheduler.leader.Term;
import dev.modelgate.scheduler.leader.TermOpening;
import dev.modelgate.stream.Brief;
import dev.modelgate.stream.Part;
import dev.modelgate.stream.Signals;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that stands for leadership and, while it has it, calls the leader's flow. */
@Singleton
final class LeaderEntry implements Part {

  private static final Logger LOG = LoggerFactory.getLogger(LeaderEntry.class);
  private static final Duration LISTEN = Duration.ofMillis(50);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Leadership leadership;
  private final TermOpening terms;
  private final LeaderFlow flow;
  private final PlacementFlow placement;
  private final Thread thread = new Thread(this::run, "leader");
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final LeaderMeters meters;

  private @Nullable Term term;
  private @Nullable QueueState said;
  private long sweptAt;
  private long lookedAt;
  private long saidAt;
  private long notedAt;

  LeaderEntry(
      Leadership leadership,
      TermOpening terms,
      LeaderFlow flow,
      PlacementFlow placement,
      Signals signals,
      LeaderMeters meters) {
    this.leadership = leadership;
    this.terms = terms;
    this.flow = flow;
    this.placement = placement;
    this.meters = meters;
    signals.on(SchedulerWiring.QUEUE_CHANGED, () -> woken.set(true));
  }

  /** After everything that it needs: it stops first. */
  @Override
  public int place() {
    return 1000;
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void askToStop() {
    stopping.set(true);
  }

  @Override
  public void awaitStop(Duration atMost) {
    try {
      if (!thread.join(atMost)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopping.get()) {
      try {
        turn();
      } catch (RuntimeException e) {
        LOG.warn("leader starts over reason=\"{}\"", Brief.of(e));
        LOG.debug("leader starts over", e);
        end();
        pause();
      }
    }
    end();
    try {
      leadership.release();
    } catch (RuntimeException e) {
      LOG.info("leadership not released, another takes over later reason=\"{}\"", Brief.of(e));
    }
  }

  private void turn() {
    OptionalLong leading = leadership.hold();
    if (leading.isEmpty()) {
      end();
      pause();
      return;
    }
    Term current = term;
    if (current == null || current.epoch() != leading.getAsLong()) {
      end();
      current = terms.open(leading.getAsLong());
      term = current;
      meters.leads(current.epoch(), current.attempts().size());
      LOG.info("leads epoch={} live={}", current.epoch(), current.attempts().size());
    }
    boolean heard = flow.hear(current, LISTEN);
    if (passed(lookedAt)) {
      current.time().looked(current.topics().hasReadEverything());
      current.topics().resume();
      lookedAt = System.nanoTime();
    }
    if (woken.getAndSet(false) || heard || passed(sweptAt)) {
      sweep(current);
    }
  }

  private void sweep(Term current) {
    QueueState queue = flow.sweep(current);
    sweptAt = System.nanoTime();
    meters.leads(current.epoch(), current.attempts().size());
    if (!queue.equals(said) && passed(saidAt)) {
      placement.say(current, queue);
      said = queue;
      saidAt = System.nanoTime();
    }
    if (System.nanoTime() - notedAt > 10 * SECOND) {
      flow.noteHeard(current);
      notedAt = System.nanoTime();
    }
  }

  private void end() {
    Term ended = term;
    term = null;
    said = null;
    if (ended != null) {
      meters.leadsNoMore();
      try {
        ended.close();
      } catch (RuntimeException e) {
        LOG.debug("consumer not closed in peace", e);
      }
    }
  }

  private static boolean passed(long since) {
    return System.nanoTime() - since >= SECOND;
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException e) {
      stopping.set(true);
    }
  }
}
