package dev.modelgate.reporter.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.modelgate.reporter.intake.QueueState;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.render.Turn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run with its experiments, as it is answered by itself.
 *
 * @param next the command that leads on; null where nothing is left to do
 * @param url its page
 */
@Serdeable
record RunDetailJson(
    @JsonUnwrapped RunJson run,
    boolean onDefaultBranch,
    @Nullable WaitingJson waiting,
    List<ExperimentJson> experiments,
    List<ProblemJson> problems,
    @Nullable String next,
    String url) {

  /** Why it waits; null where it does not. */
  @Serdeable
  record WaitingJson(String sentence, int position) {}

  static RunDetailJson of(RunReport run, QueueState.@Nullable Waiting waiting, Links links) {
    return new RunDetailJson(
        RunJson.of(run),
        run.onDefaultBranch(),
        waiting == null ? null : new WaitingJson(waiting.sentence(), waiting.position()),
        run.experiments().stream().map(ExperimentJson::of).toList(),
        run.problems().stream().map(ProblemJson::of).toList(),
        Turn.next(run).orElse(null),
        links.run(run.project(), run.key().number()));
  }
}
