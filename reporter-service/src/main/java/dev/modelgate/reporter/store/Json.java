package dev.modelgate.reporter.store;

import dev.modelgate.reporter.facts.ExperimentFacts;
import dev.modelgate.reporter.facts.RunFacts;
import dev.modelgate.reporter.intake.Attempt;
import dev.modelgate.reporter.intake.BaselineValue;
import dev.modelgate.reporter.intake.Bound;
import dev.modelgate.reporter.intake.Commit;
import dev.modelgate.reporter.intake.Comparison;
import dev.modelgate.reporter.intake.Evaluation;
import dev.modelgate.reporter.intake.FinishedExperiment;
import dev.modelgate.reporter.intake.FinishedRun;
import dev.modelgate.reporter.intake.JudgedCheck;
import dev.modelgate.reporter.intake.Metric;
import dev.modelgate.reporter.intake.PlanAnswer;
import dev.modelgate.reporter.intake.PlannedCheck;
import dev.modelgate.reporter.intake.PlannedExperiment;
import dev.modelgate.reporter.intake.PlannedRun;
import dev.modelgate.reporter.intake.Problem;
import dev.modelgate.reporter.intake.ProjectRef;
import dev.modelgate.reporter.intake.Promotion;
import dev.modelgate.reporter.intake.QueueState;
import dev.modelgate.reporter.intake.RunKey;
import dev.modelgate.reporter.intake.StartedExperiment;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.SerdeImport;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Records as JSON columns; the imports name every record that one of them is made of. */
@Singleton
@SerdeImport(RunFacts.class)
@SerdeImport(ExperimentFacts.class)
@SerdeImport(RunKey.class)
@SerdeImport(ProjectRef.class)
@SerdeImport(PlannedRun.class)
@SerdeImport(PlannedRun.PlannedEvent.class)
@SerdeImport(PlannedExperiment.class)
@SerdeImport(PlannedCheck.class)
@SerdeImport(Commit.class)
@SerdeImport(Problem.class)
@SerdeImport(Bound.class)
@SerdeImport(Comparison.class)
@SerdeImport(StartedExperiment.class)
@SerdeImport(FinishedExperiment.class)
@SerdeImport(FinishedRun.class)
@SerdeImport(Attempt.class)
@SerdeImport(Metric.class)
@SerdeImport(Evaluation.class)
@SerdeImport(JudgedCheck.class)
@SerdeImport(BaselineValue.class)
@SerdeImport(Promotion.class)
@SerdeImport(PlanAnswer.Planned.class)
@SerdeImport(PlanAnswer.Declined.class)
@SerdeImport(PlanAnswer.WorkflowAnswer.class)
@SerdeImport(QueueState.class)
@SerdeImport(QueueState.Waiting.class)
final class Json {

  private final ObjectMapper mapper;

  Json(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  String write(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write " + value.getClass().getSimpleName(), e);
    }
  }

  <T> T read(String json, Class<T> type) {
    try {
      return mapper.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + type.getSimpleName(), e);
    }
  }
}
