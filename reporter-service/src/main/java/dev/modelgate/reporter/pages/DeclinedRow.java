package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.intake.Commit;
import dev.modelgate.reporter.intake.PlanAnswer;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.Words;
import java.time.Instant;

/**
 * A commit of which nothing ran.
 *
 * @param error whether something should have run
 * @param sentence why nothing did
 */
public record DeclinedRow(
    String url,
    boolean error,
    String subject,
    String project,
    String branch,
    String sha,
    String sentence,
    Moment at) {

  static DeclinedRow of(PlanAnswer.Declined declined, Links links, Instant now) {
    String sha = declined.sha() == null ? "" : declined.sha();
    Commit commit = declined.commit();
    return new DeclinedRow(
        links.commit(declined.project().name(), sha),
        declined.reason().isError(),
        commit == null || commit.subject().isBlank()
            ? "commit " + Words.shortSha(sha)
            : commit.subject(),
        declined.project().name(),
        Words.branch(declined.ref()),
        Words.shortSha(sha),
        declined.sentence(),
        Moment.of(declined.at(), now));
  }
}
