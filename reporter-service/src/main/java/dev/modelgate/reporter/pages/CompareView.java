package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.compare.SideBySide;
import dev.modelgate.reporter.render.Figures;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.RunReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The page that lays runs side by side.
 *
 * @param runs the columns
 * @param groups what differs
 * @param equal what all runs have in common, with one cell a row
 * @param live whether any of them may still change
 */
public record CompareView(
    String project,
    List<Column> runs,
    List<Group> groups,
    List<Pair> equal,
    List<StepPlots> plots,
    boolean live) {

  /** A run at the head of its column. */
  public record Column(RunRow row, String headline) {}

  /** Rows of one kind; {@code mono} where their names are written in files. */
  public record Group(String title, boolean mono, List<Line> lines) {}

  /** What differs: a cell for each run. */
  public record Line(String name, List<Cell> cells) {}

  /** What one run has; {@code change} is against the first. */
  public record Cell(String value, String exact, Change change) {}

  /** The plots of one step; the title is empty where there is one step only. */
  public record StepPlots(String title, PlotsView view) {}

  static CompareView of(
      String project,
      List<RunReport> runs,
      Map<String, PlotsView> plots,
      Links links,
      Instant now) {
    List<Group> groups = new ArrayList<>();
    List<Pair> equal = new ArrayList<>();
    List<SideBySide.Row> rows = SideBySide.of(runs);
    for (SideBySide.Group group : SideBySide.Group.values()) {
      List<Line> lines = new ArrayList<>();
      for (SideBySide.Row row : rows) {
        if (row.group() == group && row.differs()) {
          lines.add(new Line(row.name(), row.cells().stream().map(c -> cell(group, c)).toList()));
        } else if (row.group() == group) {
          equal.add(new Pair(row.name(), cell(group, row.cells().getFirst()).value()));
        }
      }
      if (!lines.isEmpty()) {
        groups.add(new Group(group.title(), group != SideBySide.Group.ORIGIN, lines));
      }
    }
    return new CompareView(
        project,
        runs.stream().map(r -> new Column(RunRow.of(r, links, now), RunView.headline(r))).toList(),
        groups,
        equal,
        plots.entrySet().stream()
            .filter(step -> step.getValue().total() > 0 || !step.getValue().remark().isEmpty())
            .map(step -> new StepPlots(plots.size() > 1 ? step.getKey() : "", step.getValue()))
            .toList(),
        runs.stream().anyMatch(RunView::isLive));
  }

  private static Cell cell(SideBySide.Group group, SideBySide.Cell cell) {
    String value = cell.value();
    String tone = cell.direction() > 0 ? "better" : cell.direction() < 0 ? "worse" : "same";
    Change change = new Change(cell.change() == null ? "" : cell.change(), tone);
    if (value == null) {
      return new Cell("–", "", change);
    }
    return group == SideBySide.Group.METRICS
        ? new Cell(Figures.shown(value), value, change)
        : new Cell(value, "", change);
  }
}
