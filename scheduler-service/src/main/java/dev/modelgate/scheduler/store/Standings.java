package dev.modelgate.scheduler.store;

import dev.modelgate.scheduler.lease.Lease;
import dev.modelgate.scheduler.lease.Standing;
import dev.modelgate.stream.Ids;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where experiments stand, between rows and the lease machine. */
@Singleton
public class Standings {

  private final ExperimentStore experiments;
  private final AttemptStore attempts;

  Standings(ExperimentStore experiments, AttemptStore attempts) {
    this.experiments = experiments;
    this.attempts = attempts;
  }

  /** Id of an attempt: the same for every instance that thinks of it. */
  public static String attemptId(String experimentId, int number) {
    return Ids.derived(experimentId, String.valueOf(number));
  }

  /** Where an experiment stands, as its rows say. */
  public Standing of(ExperimentRow experiment) {
    AttemptRow current =
        attempts
            .findByAttemptId(attemptId(experiment.experimentId(), experiment.attempts()))
            .filter(AttemptRow::live)
            .orElse(null);
    return switch (experiment.state()) {
      case WAITING -> new Standing.Waiting(experiment.attempts());
      case ASSIGNED -> new Standing.Assigned(lease(experiment, current), experiment.cancelling());
      case RUNNING -> new Standing.Running(lease(experiment, current), experiment.cancelling());
      case OVER -> new Standing.Over(Objects.requireNonNull(experiment.outcome()));
    };
  }

  /** Writes where it stands now; an end is written with its outcome by whoever says it. */
  public void write(String experimentId, Standing next) {
    switch (next) {
      case Standing.Waiting waiting ->
          experiments.stand(experimentId, ExperimentState.WAITING, false, waiting.attempts());
      case Standing.Assigned(Lease lease, boolean cancelling) ->
          live(experimentId, ExperimentState.ASSIGNED, lease, cancelling);
      case Standing.Running(Lease lease, boolean cancelling) ->
          live(experimentId, ExperimentState.RUNNING, lease, cancelling);
      case Standing.Over _ -> {}
    }
  }

  private void live(String id, ExperimentState state, Lease lease, boolean cancelling) {
    experiments.stand(id, state, cancelling, lease.number());
    attempts.take(attemptId(id, lease.number()), lease.sequence());
  }

  private static Lease lease(ExperimentRow experiment, @Nullable AttemptRow current) {
    if (current == null) {
      throw new IllegalStateException(
          "Expected experiment %s in state %s to have a live attempt, but it has none"
              .formatted(experiment.experimentId(), experiment.state()));
    }
    return new Lease(current.number(), current.token(), current.lastSequence());
  }
}
