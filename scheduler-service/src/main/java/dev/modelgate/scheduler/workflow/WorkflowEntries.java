package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problem;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.Shown;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the workflows of one file, names unique, and turns them into what became of it. */
public final class WorkflowEntries {

  static final int MAX_WORKFLOWS = 100;

  /** All problems of a file have to fit into one event. */
  static final int MAX_PROBLEMS = 100;

  private final String path;
  private final Problems problems;
  private final Map<String, WorkflowEntry> entries = new LinkedHashMap<>();
  private final Map<String, Place> places = new LinkedHashMap<>();

  /** Reads one workflow. */
  @FunctionalInterface
  public interface Reader {

    /** What became of it; the problems are its own. */
    WorkflowEntry read(String name, Place place, YamlNode node, Problems own);
  }

  /**
   * None yet.
   *
   * @param problems those of the file as a whole
   */
  public WorkflowEntries(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /**
   * Reads every workflow of {@code workflows}.
   *
   * @param file the place of the file's keys
   * @param form what the user may write there
   */
  public void readAll(@Nullable YamlNode node, Place file, String form, Reader reader) {
    if (!(node instanceof YamlNode.Mapping mapping) || mapping.entries().isEmpty()) {
      problems.error(
          node == null ? file : node.place(),
          "Expected \"workflows:\" with "
              + form
              + " below it, but found "
              + (node == null ? "no \"workflows\"" : node.kind())
              + ". Check the indentation.");
      return;
    }
    if (mapping.entries().size() > MAX_WORKFLOWS) {
      problems.error(
          mapping.place(), "Expected at most " + MAX_WORKFLOWS + " workflows in one file.");
      return;
    }
    for (YamlNode.Entry entry : mapping.entries()) {
      String name = Fields.key(entry, problems);
      if (name != null) {
        add(name, entry, reader);
      }
    }
  }

  /** Git hosts tell names apart without regard to case, so two that differ by case are doubles. */
  private void add(String name, YamlNode.Entry entry, Reader reader) {
    String folded = Shown.name(name).toLowerCase(Locale.ROOT);
    Problems own = new Problems(path);
    Place first = places.putIfAbsent(folded, entry.key().place());
    if (first != null) {
      own.error(entry.key().place(), Fields.duplicate(name, first));
    }
    entries.merge(
        folded, reader.read(name, entry.key().place(), entry.value(), own), WorkflowEntries::both);
  }

  /** What became of the file. */
  public ReadResult result() {
    if (problems.hasErrors()) {
      List<Problem> all = new ArrayList<>(problems.listed());
      entries.values().forEach(entry -> all.addAll(entry.problems()));
      return new ReadResult.Unreadable(Problems.listed(all, MAX_PROBLEMS));
    }
    return new ReadResult.Read(new WorkflowFile(path, trimmed()), problems.listed());
  }

  private static WorkflowEntry both(WorkflowEntry first, WorkflowEntry second) {
    List<Problem> all = new ArrayList<>(first.problems());
    all.addAll(second.problems());
    return new WorkflowEntry.Invalid(first.name(), Problems.listed(all, Problems.MAX_LISTED));
  }

  /** Every invalid workflow keeps a problem, however many there are in the file. */
  private List<WorkflowEntry> trimmed() {
    int left = MAX_PROBLEMS;
    List<WorkflowEntry> trimmed = new ArrayList<>();
    for (WorkflowEntry entry : entries.values()) {
      WorkflowEntry kept =
          switch (entry) {
            case WorkflowEntry.Invalid(String name, List<Problem> found) ->
                new WorkflowEntry.Invalid(name, Problems.listed(found, Math.max(1, left)));
            case WorkflowEntry.Valid(Workflow workflow, List<Problem> found) ->
                new WorkflowEntry.Valid(
                    workflow, left > 0 ? Problems.listed(found, left) : List.of());
          };
      left -= kept.problems().size();
      trimmed.add(kept);
    }
    return trimmed;
  }
}
