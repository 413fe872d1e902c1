package dev.modelgate.reporter.api;

import dev.modelgate.reporter.intake.PlannedRun;
import dev.modelgate.reporter.render.RunReport;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run as it stands in lists. Every field is always there; a null says that it is not known. */
@Serdeable
record RunJson(
    String project,
    int number,
    String workflow,
    String ref,
    String branch,
    String sha,
    @Nullable String subject,
    @Nullable String author,
    String state,
    @Nullable String verdict,
    @Nullable String reason,
    String sentence,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String runner,
    @Nullable Integer rerunOf) {

  static RunJson of(RunReport run) {
    PlannedRun.PlannedEvent event = run.gitEvent();
    return new RunJson(
        run.project(),
        run.key().number(),
        run.key().workflow(),
        run.key().ref(),
        run.branch(),
        run.key().sha(),
        event == null ? null : event.commit().subject(),
        event == null ? null : event.commit().author(),
        run.state().word(),
        run.verdict() == null ? null : run.verdict().word(),
        run.reason(),
        run.sentence(),
        run.createdAt(),
        run.startedAt(),
        run.finishedAt(),
        run.runner(),
        event == null ? null : event.rerunOf());
  }
}
