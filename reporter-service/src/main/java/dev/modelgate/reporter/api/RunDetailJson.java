package dev.modelgate.reporter.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.modelgate.reporter.intake.QueueState;
import dev.modelgate.reporter.render.RunReport;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run with its experiments, as it is answered by itself. */
@Serdeable
record RunDetailJson(
    @JsonUnwrapped RunJson run,
    boolean onDefaultBranch,
    @Nullable WaitingJson waiting,
    List<ExperimentJson> experiments,
    List<ProblemJson> problems) {

  /** Why it waits; null where it does not. */
  @Serdeable
  record WaitingJson(String sentence, int position) {}

  static RunDetailJson of(RunReport run, QueueState.@Nullable Waiting waiting) {
    return new RunDetailJson(
        RunJson.of(run),
        run.onDefaultBranch(),
        waiting == null ? null : new WaitingJson(waiting.sentence(), waiting.position()),
        run.experiments().stream().map(ExperimentJson::of).toList(),
        run.problems().stream().map(ProblemJson::of).toList());
  }
}
