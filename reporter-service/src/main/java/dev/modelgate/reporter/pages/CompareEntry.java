package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.compare.ChosenRuns;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.store.RunStore;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers browsers that lay runs side by side. */
@Controller
@Produces(PagesEntry.HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CompareEntry {

  private static final Links HERE = new Links("");

  private final RunStore runs;
  private final PlotsMaker plots;
  private final PageMaker pages;
  private final Clock clock;

  CompareEntry(RunStore runs, PlotsMaker plots, PageMaker pages, Clock clock) {
    this.runs = runs;
    this.plots = plots;
    this.pages = pages;
    this.clock = clock;
  }

  /** Takes what was ticked in the list of runs to its page. */
  @Get("/compare")
  HttpResponse<?> chosen(@QueryValue("run") @Nullable List<String> ticked) {
    List<String> all = ticked == null ? List.of() : ticked;
    List<String> projects =
        all.stream()
            .map(run -> run.substring(0, Math.max(0, run.lastIndexOf('/'))))
            .distinct()
            .toList();
    if (projects.size() > 1) {
      return refused("Runs of one project can be laid side by side; these are of several.");
    }
    List<String> numbers =
        all.stream().map(run -> run.substring(run.lastIndexOf('/') + 1)).toList();
    Optional<List<Integer>> chosen = ChosenRuns.parse(numbers);
    if (chosen.isEmpty()) {
      return refused("Tick 2 to " + ChosenRuns.AT_MOST + " runs of one project in the list.");
    }
    return HttpResponse.seeOther(
        URI.create(HERE.compare(projects.getFirst(), chosen.get().reversed())));
  }

  @Get("/projects/{project}/compare")
  HttpResponse<?> compare(
      String project,
      @QueryValue("runs") @Nullable List<String> asked,
      @QueryValue("plots") @Nullable String all,
      @QueryValue("logscale") @Nullable List<String> logscale) {
    List<Integer> numbers = ChosenRuns.parse(asked).orElse(List.of());
    if (numbers.isEmpty()) {
      return refused(ChosenRuns.expected());
    }
    List<RunReport> found = new ArrayList<>();
    numbers.forEach(number -> runs.find(project, number).ifPresent(found::add));
    if (found.size() < numbers.size()) {
      String missing =
          numbers.stream()
              .filter(number -> found.stream().noneMatch(run -> run.key().number() == number))
              .map(String::valueOf)
              .collect(Collectors.joining(" and "));
      return HttpResponse.notFound()
          .body(missing("Project " + project + " has no run " + missing + " to compare."));
    }
    PlotChoice choice = PlotChoice.of(HERE.compare(project, numbers) + "&", all, logscale);
    CompareView view =
        CompareView.of(project, found, plots.ofRuns(found, choice), HERE, clock.instant());
    return HttpResponse.ok(pages.make("compare", Map.of("page", view)));
  }

  private HttpResponse<?> refused(String sentence) {
    return HttpResponse.badRequest().body(pages.make("choose", Map.of("sentence", sentence)));
  }

  private String missing(String sentence) {
    return pages.make("missing", Map.of("sentence", sentence));
  }
}
