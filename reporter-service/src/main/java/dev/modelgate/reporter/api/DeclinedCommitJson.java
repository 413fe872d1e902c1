package dev.modelgate.reporter.api;

import dev.modelgate.reporter.intake.Commit;
import dev.modelgate.reporter.intake.PlanAnswer;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.Words;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A commit of which nothing ran, and why. */
@Serdeable
record DeclinedCommitJson(
    String project,
    String ref,
    String branch,
    @Nullable String sha,
    @Nullable String subject,
    String reason,
    String sentence,
    Instant declinedAt,
    String url) {

  static DeclinedCommitJson of(PlanAnswer.Declined declined, Links links) {
    String sha = declined.sha();
    Commit commit = declined.commit();
    return new DeclinedCommitJson(
        declined.project().name(),
        declined.ref(),
        Words.branch(declined.ref()),
        sha,
        commit == null ? null : commit.subject(),
        declined.reason().code(),
        declined.sentence(),
        declined.at(),
        sha == null ? "" : links.commit(declined.project().name(), sha));
  }
}
