package dev.modelgate.reporter.api;

import dev.modelgate.reporter.log.LogEnds;
import dev.modelgate.reporter.render.CommentRenderer;
import dev.modelgate.reporter.render.DeclinedCommits;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.render.StatusRenderer;
import dev.modelgate.reporter.store.CommitStore;
import dev.modelgate.reporter.store.QueueStore;
import dev.modelgate.reporter.store.RunFilter;
import dev.modelgate.reporter.store.RunStore;
import dev.modelgate.reporter.store.StoryStore;
import dev.modelgate.stream.Transactions;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers what is known of runs and commits. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RunsEntry {

  private static final int RUNS_AT_MOST = 100;
  private static final MediaType MARKDOWN = MediaType.of("text/markdown; charset=utf-8");

  private final RunStore runs;
  private final CommitStore commits;
  private final QueueStore queue;
  private final StoryStore stories;
  private final LogEnds logs;
  private final Transactions transactions;
  private final Links links;

  RunsEntry(
      RunStore runs,
      CommitStore commits,
      QueueStore queue,
      StoryStore stories,
      LogEnds logs,
      Transactions transactions,
      Links links) {
    this.runs = runs;
    this.commits = commits;
    this.queue = queue;
    this.stories = stories;
    this.logs = logs;
    this.transactions = transactions;
    this.links = links;
  }

  /**
   * Runs, the newest first.
   *
   * @param declined commits at the tips of refs of which nothing ran though it should have, all of
   *     which nothing ran where there is no run; none where a verdict is asked for
   */
  @Serdeable
  record RunsJson(List<RunJson> runs, List<DeclinedCommitJson> declined) {}

  @Get("/runs")
  RunsJson list(
      @QueryValue @Nullable String project,
      @QueryValue @Nullable String branch,
      @QueryValue @Nullable String verdict,
      @QueryValue(defaultValue = "50") int limit) {
    int bounded = Math.clamp(limit, 1, RUNS_AT_MOST);
    RunFilter filter = new RunFilter(project, branch, verdict, null, bounded);
    return transactions.call(
        () -> {
          List<RunReport> found = runs.page(filter).runs();
          return new RunsJson(
              found.stream().map(RunJson::of).toList(), declined(found.isEmpty(), filter));
        });
  }

  private List<DeclinedCommitJson> declined(boolean noRun, RunFilter filter) {
    String verdict = filter.verdict();
    return verdict != null && !verdict.isBlank()
        ? List.of()
        : DeclinedCommits.beside(noRun, commits.newest(filter.project()), filter.branch()).stream()
            .map(declined -> DeclinedCommitJson.of(declined, links))
            .toList();
  }

  @Get("/runs/{project}/{number}")
  HttpResponse<?> run(String project, int number) {
    return answer(
        project,
        number,
        run -> HttpResponse.ok(RunDetailJson.of(run, queue.waiting(run).orElse(null), links)));
  }

  /** The comment as it would be posted. */
  @Get("/runs/{project}/{number}/comment")
  HttpResponse<?> comment(String project, int number) {
    return transactions
        .call(() -> runs.find(project, number).map(stories::of))
        .map(story -> story.withLogTail(logs.tail(story.run())))
        .<HttpResponse<?>>map(
            story -> HttpResponse.ok(CommentRenderer.render(story, links)).contentType(MARKDOWN))
        .orElseGet(() -> Missing.run(project, number));
  }

  @Get("/commits/{project}/{sha}")
  HttpResponse<?> commit(String project, String sha) {
    String wanted = sha.toLowerCase(Locale.ROOT);
    return transactions.call(
        () ->
            commits
                .find(project, wanted)
                .<HttpResponse<?>>map(
                    commit ->
                        HttpResponse.ok(
                            CommitJson.of(
                                commit,
                                StatusRenderer.render(commit.waiting(queue.sentences()), links))))
                .orElseGet(() -> Missing.commit(project, sha)));
  }

  private HttpResponse<?> answer(
      String project, int number, Function<RunReport, HttpResponse<?>> found) {
    return transactions.call(
        () ->
            runs.find(project, number)
                .<HttpResponse<?>>map(found)
                .orElseGet(() -> Missing.run(project, number)));
  }
}
