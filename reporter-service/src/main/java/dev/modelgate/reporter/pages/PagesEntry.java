package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.intake.QueueState;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.render.Story;
import dev.modelgate.reporter.store.CommitStore;
import dev.modelgate.reporter.store.NoteStore;
import dev.modelgate.reporter.store.ProjectStore;
import dev.modelgate.reporter.store.QueueStore;
import dev.modelgate.reporter.store.RunFilter;
import dev.modelgate.reporter.store.RunStore;
import dev.modelgate.reporter.store.StoryStore;
import dev.modelgate.stream.Transactions;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers browsers. */
@Controller
@Produces(PagesEntry.HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PagesEntry {

  static final String HTML = "text/html; charset=utf-8";

  private static final int ROWS = 50;

  /** Links on pages stay on the address that the reader came by. */
  private static final Links HERE = new Links("");

  private final RunStore runs;
  private final CommitStore commits;
  private final ProjectStore projects;
  private final QueueStore queue;
  private final StoryStore stories;
  private final NoteStore notes;
  private final LogViewer logs;
  private final ArtifactsViewer artifacts;
  private final PlotsMaker plots;
  private final PageMaker pages;
  private final Transactions transactions;
  private final Clock clock;

  PagesEntry(
      RunStore runs,
      CommitStore commits,
      ProjectStore projects,
      QueueStore queue,
      StoryStore stories,
      NoteStore notes,
      LogViewer logs,
      ArtifactsViewer artifacts,
      PlotsMaker plots,
      PageMaker pages,
      Transactions transactions,
      Clock clock) {
    this.runs = runs;
    this.commits = commits;
    this.projects = projects;
    this.queue = queue;
    this.stories = stories;
    this.notes = notes;
    this.logs = logs;
    this.artifacts = artifacts;
    this.plots = plots;
    this.pages = pages;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Get("/")
  HttpResponse<String> list(
      @QueryValue @Nullable String project,
      @QueryValue @Nullable String branch,
      @QueryValue @Nullable String verdict,
      @QueryValue @Nullable String before) {
    RunFilter filter = new RunFilter(project, branch, verdict, before, ROWS);
    RunsView view =
        transactions.call(
            () ->
                RunsView.of(
                    runs.page(filter),
                    commits.newest(project),
                    filter,
                    projects.names(),
                    HERE,
                    clock.instant()));
    return HttpResponse.ok(pages.make("runs", Map.of("page", view)));
  }

  /** The parent of a project's addresses. */
  @Get("/projects/{project}")
  HttpResponse<String> project(String project) {
    return HttpResponse.<String>status(HttpStatus.FOUND)
        .header(HttpHeaders.LOCATION, HERE.runs(project));
  }

  @Get("/projects/{project}/runs/{number}")
  HttpResponse<String> run(
      String project,
      int number,
      @QueryValue @Nullable String attempt,
      @QueryValue @Nullable String plots,
      @QueryValue("logscale") @Nullable List<String> logscale) {
    Optional<Told> told =
        transactions.call(
            () ->
                runs.find(project, number)
                    .map(run -> new Told(stories.of(run), queue.waiting(run))));
    if (told.isEmpty()) {
      return missing("Project " + project + " has no run " + number + " to show.");
    }
    // What lies elsewhere is looked for when the transaction is over.
    RunReport run = told.get().story().run();
    PlotChoice choice = PlotChoice.of(HERE.run(project, number) + "?", plots, logscale);
    RunView view =
        RunView.of(
            told.get().story(),
            told.get().waiting(),
            this.plots.ofRun(run, choice),
            logs.end(run, HERE, attempt),
            HERE,
            clock.instant());
    String events = HERE.api(run) + "/events";
    return HttpResponse.ok(
        pages.make(
            "run", Map.of("page", view, "artifacts", artifacts.view(run, HERE), "events", events)));
  }

  /** What the read model tells of a run, read in one transaction. */
  private record Told(Story story, Optional<QueueState.Waiting> waiting) {}

  @Get("/projects/{project}/commits/{sha}")
  HttpResponse<String> commit(String project, String sha) {
    String wanted = sha.toLowerCase(Locale.ROOT);
    return transactions.call(
        () ->
            commits
                .find(project, wanted)
                .map(
                    commit ->
                        CommitView.of(
                            commit.waiting(queue.sentences()),
                            notes.trouble(project, wanted).orElse(""),
                            HERE,
                            clock.instant()))
                .map(view -> HttpResponse.ok(pages.make("commit", Map.of("page", view))))
                .orElseGet(
                    () -> missing("Nothing was said of commit " + sha + " of " + project + ".")));
  }

  private MutableHttpResponse<String> missing(String sentence) {
    return HttpResponse.<String>notFound()
        .body(pages.make("missing", Map.of("sentence", sentence)));
  }
}
