package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.render.CheckReport;
import dev.modelgate.reporter.render.Figures;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.render.Words;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of the list of runs.
 *
 * @param pick what names it when it is chosen for comparing, {@code penguins/42}
 * @param subject first line of the commit message, or what stands for it
 * @param metric name of the metric that says most; empty where there is none
 * @param took how long it took, or has been taking
 */
public record RunRow(
    String url,
    String pick,
    Badge badge,
    String project,
    String workflow,
    int number,
    String subject,
    String branch,
    String sha,
    String metric,
    String value,
    Change change,
    Took took,
    String runner,
    Moment created) {

  static RunRow of(RunReport run, Links links, Instant now) {
    Optional<CheckReport> check = run.keyCheck();
    return new RunRow(
        links.run(run.project(), run.key().number()),
        run.project() + "/" + run.key().number(),
        Badge.of(run),
        run.project(),
        run.key().workflow(),
        run.key().number(),
        run.subject().isBlank() ? "commit " + Words.shortSha(run.key().sha()) : run.subject(),
        run.branch(),
        Words.shortSha(run.key().sha()),
        check.map(c -> c.metric().name()).orElse(""),
        check.map(CheckReport::value).map(Figures::shown).orElse("–"),
        check.map(Change::of).orElse(new Change("", "same")),
        Took.of(run, now),
        run.runner() == null ? "–" : run.runner(),
        Moment.of(run.createdAt(), now));
  }
}
