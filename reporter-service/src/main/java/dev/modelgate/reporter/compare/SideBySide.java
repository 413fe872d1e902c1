package dev.modelgate.reporter.compare;

import dev.modelgate.reporter.intake.Metric;
import dev.modelgate.reporter.render.CheckReport;
import dev.modelgate.reporter.render.ExperimentReport;
import dev.modelgate.reporter.render.Figures;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.render.Spans;
import dev.modelgate.reporter.render.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lays several runs next to each other: a row for whatever one of them has, a cell for each run.
 */
public final class SideBySide {

  private final List<RunReport> runs;
  private final List<Row> rows = new ArrayList<>();
  private final boolean steps;

  private SideBySide(List<RunReport> runs) {
    this.runs = runs;
    this.steps =
        runs.stream()
                .flatMap(run -> run.experiments().stream())
                .map(ExperimentReport::step)
                .distinct()
                .count()
            > 1;
  }

  /** What a row is about. */
  public enum Group {
    SETTINGS("Settings"),
    METRICS("Metrics"),
    CHECKS("Checks"),
    ORIGIN("Commit and host");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /**
   * A cell for each run.
   *
   * @param differs whether not all runs have the same
   */
  public record Row(Group group, String name, List<Cell> cells, boolean differs) {}

  /**
   * What a run has.
   *
   * @param value as it was written; null where the run has none
   * @param change against the first run, {@code +0.3 %}; null where there is none
   * @param direction 1 where the change is for the better, −1 for the worse, 0 where nobody said
   */
  public record Cell(@Nullable String value, @Nullable String change, int direction) {}

  /** The rows, by group. */
  public static List<Row> of(List<RunReport> runs) {
    SideBySide table = new SideBySide(runs);
    for (String step : table.stepNames()) {
      table.settings(step);
    }
    for (String step : table.stepNames()) {
      table.metrics(step);
    }
    for (String step : table.stepNames()) {
      table.checks(step);
    }
    table.origin();
    return List.copyOf(table.rows);
  }

  private void settings(String step) {
    Set<String> names = new TreeSet<>();
    experiments(step).forEach(e -> e.ifPresent(some -> names.addAll(some.environment().keySet())));
    for (String name : names) {
      add(Group.SETTINGS, named(step, name), texts(step, e -> e.environment().get(name)));
    }
  }

  private void metrics(String step) {
    List<Map<String, String>> values = new ArrayList<>();
    Map<String, CheckReport> checks = new LinkedHashMap<>();
    for (Optional<ExperimentReport> experiment : experiments(step)) {
      Map<String, String> of = new LinkedHashMap<>();
      experiment.ifPresent(
          some -> {
            for (CheckReport check : some.checks()) {
              checks.putIfAbsent(check.key(), check);
              put(of, check.key(), check.value());
            }
            for (Metric metric : some.metrics()) {
              put(of, metric.key(), metric.value());
            }
          });
      values.add(of);
    }
    Set<String> keys = new LinkedHashSet<>(checks.keySet());
    Set<String> others = new TreeSet<>();
    values.forEach(of -> others.addAll(of.keySet()));
    keys.addAll(others);
    for (String key : keys) {
      String first = values.getFirst().get(key);
      CheckReport check = checks.get(key);
      List<Cell> cells = new ArrayList<>();
      for (Map<String, String> of : values) {
        String value = of.get(key);
        cells.add(
            cells.isEmpty() || first == null || value == null
                ? new Cell(value, null, 0)
                : new Cell(
                    value,
                    Figures.change(value, first).orElse(null),
                    check == null ? 0 : check.direction(value, first)));
      }
      if (values.stream().anyMatch(of -> of.get(key) != null)) {
        add(Group.METRICS, named(step, key), cells);
      }
    }
  }

  private void checks(String step) {
    Set<String> keys = new LinkedHashSet<>();
    experiments(step)
        .forEach(e -> e.ifPresent(some -> some.checks().forEach(check -> keys.add(check.key()))));
    for (String key : keys) {
      add(
          Group.CHECKS,
          named(step, key),
          texts(
              step,
              e ->
                  e.checks().stream()
                      .filter(check -> check.key().equals(key))
                      .findFirst()
                      .map(check -> check.verdict() == null ? "waiting" : check.verdict().word())
                      .orElse(null)));
    }
  }

  private void origin() {
    add(Group.ORIGIN, "commit", run -> Words.shortSha(run.key().sha()));
    add(Group.ORIGIN, "subject", run -> run.subject().isBlank() ? null : run.subject());
    add(Group.ORIGIN, "branch", RunReport::branch);
    add(
        Group.ORIGIN,
        "author",
        run -> run.gitEvent() == null ? null : run.gitEvent().commit().author());
    add(Group.ORIGIN, "workflow", run -> run.key().workflow());
    for (String step : stepNames()) {
      add(Group.ORIGIN, named(step, "machine"), texts(step, ExperimentReport::machine));
      add(
          Group.ORIGIN,
          named(step, "outcome"),
          texts(step, e -> e.outcome() == null ? null : e.outcome().words()));
      add(
          Group.ORIGIN,
          named(step, "attempts"),
          texts(step, e -> e.attempts().isEmpty() ? null : "" + e.attempts().size()));
    }
    add(Group.ORIGIN, "host", RunReport::runner);
    add(Group.ORIGIN, "took", run -> run.duration().map(Spans::words).orElse(null));
  }

  private Set<String> stepNames() {
    Set<String> names = new LinkedHashSet<>();
    runs.forEach(run -> run.experiments().forEach(e -> names.add(e.step())));
    return names;
  }

  private List<Optional<ExperimentReport>> experiments(String step) {
    return runs.stream()
        .map(run -> run.experiments().stream().filter(e -> e.step().equals(step)).findFirst())
        .toList();
  }

  private List<Cell> texts(String step, Function<ExperimentReport, @Nullable String> value) {
    List<Cell> cells = new ArrayList<>();
    for (Optional<ExperimentReport> experiment : experiments(step)) {
      cells.add(new Cell(experiment.isEmpty() ? null : value.apply(experiment.get()), null, 0));
    }
    return cells;
  }

  private void add(Group group, String name, Function<RunReport, @Nullable String> value) {
    List<Cell> cells = new ArrayList<>();
    runs.forEach(run -> cells.add(new Cell(value.apply(run), null, 0)));
    add(group, name, cells);
  }

  private void add(Group group, String name, List<Cell> cells) {
    if (cells.stream().anyMatch(cell -> cell.value() != null)) {
      String first = cells.getFirst().value();
      boolean differs = cells.stream().anyMatch(cell -> !Objects.equals(cell.value(), first));
      rows.add(new Row(group, name, List.copyOf(cells), differs));
    }
  }

  private String named(String step, String name) {
    return steps ? step + " · " + name : name;
  }

  private static void put(Map<String, String> values, String key, @Nullable String value) {
    if (value != null) {
      values.putIfAbsent(key, value);
    }
  }
}
