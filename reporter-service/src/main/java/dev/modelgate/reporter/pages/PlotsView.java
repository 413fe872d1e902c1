package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.compare.Measured;
import dev.modelgate.reporter.plot.Curve;
import dev.modelgate.reporter.plot.Plot;
import dev.modelgate.reporter.plot.Plotter;
import dev.modelgate.reporter.plot.Scale;
import dev.modelgate.reporter.series.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The plots of a page.
 *
 * @param id of the section, unlike any other's on the page
 * @param figures those that are shown
 * @param total how many there are
 * @param allUrl address with all of them; empty where all are shown
 * @param behind which run's lines are thin; empty where none are
 * @param remark what is missing; empty where nothing is
 */
public record PlotsView(
    String id, List<Figure> figures, int total, String allUrl, String behind, String remark) {

  static final PlotsView NONE = none("plots", "");

  private static final int SHOWN = 12;
  private static final int LINES_AT_MOST = 12;

  /** Kept of a line; twice the pixels that it crosses. */
  private static final int POINTS_DRAWN = 500;

  /** One plot, and the address that shows it on the other scale. */
  public record Figure(String id, Plot plot, boolean log, String otherScaleUrl, String left) {}

  /** No plots, and why; empty where there is nothing to say. */
  static PlotsView none(String id, String remark) {
    return new PlotsView(id, List.of(), 0, "", "", remark);
  }

  /** The plots of one experiment; its baseline's lines are thin and lie behind. */
  static PlotsView ofRun(
      String id,
      Measured own,
      Optional<Measured> baseline,
      String baselineName,
      Set<String> firstTags,
      PlotChoice choice) {
    Map<String, List<Curve>> curves = new TreeMap<>();
    Map<String, List<Series>> byTag = byTag(own.all().series());
    byTag.forEach(
        (tag, all) -> {
          List<Curve> of = curves.computeIfAbsent(tag, t -> new ArrayList<>());
          int tone = 0;
          for (Series series : all) {
            tone++;
            String name = all.size() > 1 ? directory(series) : series.directory();
            if (name.isEmpty() && baseline.isPresent()) {
              name = "this run";
            }
            of.add(curve(name, tone, 1, false, own, series));
            Optional<Series> like = baseline.flatMap(other -> other.like(series));
            if (like.isPresent()) {
              String theirs = all.size() > 1 ? baselineName + ", " + name : baselineName;
              of.add(curve(theirs, tone, 1, true, baseline.orElseThrow(), like.get()));
            }
          }
        });
    return of(id, curves, firstTags, choice, baselineName, own.all().remark());
  }

  /**
   * The plots of several runs over each other: a colour for each run, a pattern for a directory.
   *
   * @param numbers of all runs on the page, in its order
   */
  static PlotsView ofRuns(
      String id, List<Integer> numbers, List<Measured> runs, PlotChoice choice) {
    Map<String, List<Curve>> curves = new TreeMap<>();
    for (Measured run : runs) {
      int tone = numbers.indexOf(run.run().key().number()) + 1;
      String name = "run " + run.run().key().number();
      byTag(run.all().series())
          .forEach(
              (tag, all) -> {
                List<Curve> of = curves.computeIfAbsent(tag, t -> new ArrayList<>());
                for (int dash = 1; dash <= all.size(); dash++) {
                  Series series = all.get(dash - 1);
                  String whole = all.size() > 1 ? name + ", " + directory(series) : name;
                  of.add(curve(whole, tone, (dash - 1) % 4 + 1, false, run, series));
                }
              });
    }
    String remark =
        runs.stream()
            .map(run -> run.all().remark())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    return of(id, curves, Set.of(), choice, "", remark);
  }

  private static PlotsView of(
      String id,
      Map<String, List<Curve>> curves,
      Set<String> firstTags,
      PlotChoice choice,
      String behind,
      String remark) {
    List<String> titles =
        curves.keySet().stream()
            .sorted(
                Comparator.comparing((String tag) -> !firstTags.contains(tag))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    int shown = choice.all() ? titles.size() : Math.min(SHOWN, titles.size());
    List<Figure> figures = new ArrayList<>();
    for (String title : titles.subList(0, shown)) {
      List<Curve> all = curves.getOrDefault(title, List.of());
      List<Curve> some = all.subList(0, Math.min(LINES_AT_MOST, all.size()));
      Plot plot = Plotter.draw(title, some, choice.scale(title));
      int hidden = all.size() - some.size();
      figures.add(
          new Figure(
              id + "-" + (figures.size() + 1),
              plot,
              plot.scale() == Scale.LOG,
              plot.logPossible() ? choice.switched(title) : "",
              hidden == 0 ? "" : hidden + " more lines are left out."));
    }
    return new PlotsView(
        id, figures, titles.size(), shown < titles.size() ? choice.withAll() : "", behind, remark);
  }

  private static String directory(Series series) {
    return series.directory().isEmpty() ? "top" : series.directory();
  }

  private static Map<String, List<Series>> byTag(List<Series> series) {
    Map<String, List<Series>> byTag = new TreeMap<>();
    series.forEach(one -> byTag.computeIfAbsent(one.tag(), tag -> new ArrayList<>()).add(one));
    return byTag;
  }

  private static Curve curve(
      String name, int tone, int dash, boolean behind, Measured measured, Series series) {
    return new Curve(
        name,
        (tone - 1) % 6 + 1,
        dash,
        behind,
        measured.source(series),
        series.singlePrecision(),
        series.last(),
        series.points().thinned(POINTS_DRAWN));
  }
}
