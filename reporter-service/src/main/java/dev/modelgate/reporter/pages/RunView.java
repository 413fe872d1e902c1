package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.intake.PlannedRun;
import dev.modelgate.reporter.intake.QueueState;
import dev.modelgate.reporter.intake.Verdict;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.render.RunState;
import dev.modelgate.reporter.render.Story;
import dev.modelgate.reporter.render.Turn;
import dev.modelgate.reporter.render.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page of one run.
 *
 * @param headline the verdict sentence, without the verdict that the badge shows; or why it waits
 * @param position its place in the queue, from 1; 0 where nobody said
 * @param turn whose turn it is; empty where nobody has to do anything
 * @param next the command that leads on; empty where nothing is left to do
 * @param baselineOf branches whose baseline it became, as a sentence; empty where none
 * @param problems warnings of the workflow file, {@code path:line:column message}
 * @param ids what the run is called elsewhere
 * @param live whether it may still change
 */
public record RunView(
    RunRow row,
    String headline,
    String sha,
    String ref,
    String author,
    String pusher,
    String commitUrl,
    int position,
    String turn,
    String next,
    String baselineOf,
    String rerunOf,
    String rerunOfUrl,
    List<ExperimentView> experiments,
    List<String> problems,
    List<Pair> ids,
    LogView log,
    boolean live) {

  static RunView of(
      Story story,
      Optional<QueueState.Waiting> waiting,
      Map<String, PlotsView> plots,
      LogView log,
      Links links,
      Instant now) {
    RunReport run = story.run();
    PlannedRun.PlannedEvent event = run.gitEvent();
    Integer rerunOf = event == null ? null : event.rerunOf();
    return new RunView(
        RunRow.of(run, links, now),
        waiting.map(QueueState.Waiting::sentence).orElseGet(() -> headline(run)),
        run.key().sha(),
        run.key().ref(),
        event == null ? "" : event.commit().author(),
        event == null ? "" : event.pusher(),
        links.commit(run.project(), run.key().sha()),
        waiting.map(QueueState.Waiting::position).orElse(0),
        Turn.of(run).orElse(""),
        Turn.next(run).orElse(""),
        baselineOf(run),
        rerunOf == null ? "" : "run " + rerunOf,
        rerunOf == null ? "" : links.run(run.project(), rerunOf),
        run.experiments().stream()
            .map(
                e ->
                    ExperimentView.of(
                        story, e, plots.getOrDefault(e.step(), PlotsView.NONE), links, now))
            .toList(),
        run.problems().stream().map(CommitView::problem).toList(),
        ids(run),
        log,
        isLive(run));
  }

  /** Whether it may still change. */
  static boolean isLive(RunReport run) {
    return run.state() != RunState.FINISHED || !run.settled();
  }

  static String headline(RunReport run) {
    Verdict verdict = run.verdict();
    String sentence =
        verdict == null ? run.sentence() : Words.withoutVerdict(verdict, run.sentence());
    return sentence.isEmpty() ? Badge.of(run).word() : sentence;
  }

  private static String baselineOf(RunReport run) {
    List<String> branches =
        run.experiments().stream().flatMap(e -> e.baselineOf().stream()).distinct().toList();
    return branches.isEmpty() ? "" : "Became a baseline of " + String.join(", ", branches) + ".";
  }

  private static List<Pair> ids(RunReport run) {
    var ids = new ArrayList<Pair>();
    ids.add(new Pair("Run", run.key().runId()));
    ids.add(new Pair("Project", run.key().project().id()));
    ids.add(new Pair("Repository", run.key().project().repository()));
    ids.add(new Pair("Commit", run.key().sha()));
    if (run.gitEvent() != null) {
      ids.add(new Pair("Tree", run.gitEvent().commit().tree()));
      ids.add(new Pair("Workflow file", run.gitEvent().workflowFile()));
      if (run.gitEvent().mergeBase() != null) {
        ids.add(new Pair("Merge base", run.gitEvent().mergeBase()));
      }
    }
    run.experiments()
        .forEach(
            e -> {
              ids.add(new Pair("Experiment " + e.step(), e.id()));
              e.attempts().forEach(a -> ids.add(new Pair("Attempt " + a.number(), a.id())));
            });
    return ids;
  }
}
