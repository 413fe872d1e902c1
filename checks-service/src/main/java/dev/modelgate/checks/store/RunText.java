package dev.modelgate.checks.store;

import dev.modelgate.checks.intake.Conclusion;
import dev.modelgate.checks.intake.ExperimentId;
import dev.modelgate.checks.intake.FinishedRun;
import dev.modelgate.checks.intake.PlannedWorkflow;
import dev.modelgate.checks.intake.Project;
import dev.modelgate.checks.intake.ProjectId;
import dev.modelgate.checks.intake.Run;
import dev.modelgate.checks.intake.RunId;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.SerdeImport;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The end of a run as the text of a column: JSON. */
@Singleton
@SerdeImport(FinishedRun.class)
@SerdeImport(Run.class)
@SerdeImport(RunId.class)
@SerdeImport(Project.class)
@SerdeImport(ProjectId.class)
@SerdeImport(Conclusion.class)
@SerdeImport(ExperimentId.class)
@SerdeImport(PlannedWorkflow.class)
final class RunText {

  private final ObjectMapper mapper;

  RunText(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  String write(FinishedRun run) {
    try {
      return mapper.writeValueAsString(run);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write the end of a run", e);
    }
  }

  FinishedRun read(String text) {
    try {
      return mapper.readValue(text, FinishedRun.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read the end of a run", e);
    }
  }
}
