package dev.modelgate.reporter.render;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run with what it takes from elsewhere: the comment and the page are made from it.
 *
 * @param baselines what its experiments were compared with, by experiment
 * @param logTail the last lines of the newest attempt's log, inert
 */
public record Story(RunReport run, Map<String, BaselineReport> baselines, List<String> logTail) {

  public Story {
    baselines = Map.copyOf(baselines);
    logTail = List.copyOf(logTail);
  }

  /** The same story with the last lines of its log. */
  public Story withLogTail(List<String> lines) {
    return new Story(run, baselines, lines);
  }

  public Optional<BaselineReport> baseline(ExperimentReport experiment) {
    return Optional.ofNullable(baselines.get(experiment.id()));
  }

  /** The baseline that most is compared with. */
  public Optional<BaselineReport> baseline() {
    return run.experiments().stream().flatMap(e -> baseline(e).stream()).findFirst();
  }
}
