package dev.modelgate.scheduler.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a workflow file of version 3. Whatever this version does not read is a problem at its
 * place; nothing is ignored.
 */
public final class WorkflowReader {

  /** Larger files are not read. */
  public static final int MAX_BYTES = 1 << 20;

  static final int MAX_WORKFLOWS = 100;

  /** All problems of a file have to fit into one event. */
  static final int MAX_PROBLEMS = 100;

  private final Problems problems;
  private final String path;
  private final Allowance allowance = new Allowance();

  private WorkflowReader(String path) {
    this.path = path;
    this.problems = new Problems(path);
  }

  /**
   * Never throws, whatever the content is.
   *
   * @param path where the file stands in the repository, for the problems
   */
  public static ReadResult read(String path, byte[] content) {
    if (content.length > MAX_BYTES) {
      return new ReadResult.Unreadable(
          List.of(
              Problem.ofFile(
                  path,
                  "Expected at most "
                      + MAX_BYTES
                      + " bytes, but the file has "
                      + content.length
                      + ".")));
    }
    try {
      return new WorkflowReader(path).file(YamlTree.parse(SourceText.decode(content)));
    } catch (YamlProblem e) {
      Place place = e.place();
      return new ReadResult.Unreadable(
          List.of(new Problem(path, place.line(), place.column(), e.explanation())));
    }
  }

  private ReadResult file(@Nullable YamlNode root) {
    if (!(root instanceof YamlNode.Mapping mapping)) {
      problems.error(
          root == null ? Place.START : root.place(),
          "Expected \"version: 3\" and \"workflows:\", but found "
              + (root == null ? "an empty file" : root.kind())
              + ".");
      return new ReadResult.Unreadable(problems.errors());
    }
    if (!VersionKey.isThree(mapping, problems)) {
      return new ReadResult.Unreadable(problems.errors());
    }
    Fields fields = Fields.of(mapping, KnownKeys.FILE, problems);
    List<WorkflowEntry> entries = workflows(fields.get("workflows"), mapping.place());
    if (problems.hasErrors()) {
      List<Problem> all = new ArrayList<>(problems.errors());
      entries.forEach(
          entry -> {
            if (entry instanceof WorkflowEntry.Invalid(var _, List<Problem> found)) {
              all.addAll(found);
            }
          });
      return new ReadResult.Unreadable(Problems.listed(all, MAX_PROBLEMS));
    }
    return new ReadResult.Read(new WorkflowFile(path, trimmed(entries)), problems.warnings());
  }

  private List<WorkflowEntry> workflows(@Nullable YamlNode node, Place place) {
    if (!(node instanceof YamlNode.Mapping mapping) || mapping.entries().isEmpty()) {
      problems.error(
          node == null ? place : node.place(),
          "Expected \"workflows:\" with a name and \"run: …\" below it, but found "
              + (node == null ? "no \"workflows\"" : node.kind())
              + ". Check the indentation.");
      return List.of();
    }
    if (mapping.entries().size() > MAX_WORKFLOWS) {
      problems.error(
          mapping.place(), "Expected at most " + MAX_WORKFLOWS + " workflows in one file.");
      return List.of();
    }
    Map<String, WorkflowEntry> entries = new LinkedHashMap<>();
    Map<String, Place> places = new LinkedHashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      String name = Fields.key(entry, problems);
      if (name != null) {
        add(name, entry, entries, places);
      }
    }
    return List.copyOf(entries.values());
  }

  /** Git hosts tell names apart without regard to case, so two that differ by case are doubles. */
  private void add(
      String name,
      YamlNode.Entry entry,
      Map<String, WorkflowEntry> entries,
      Map<String, Place> places) {
    String folded = Shown.plain(name).toLowerCase(Locale.ROOT);
    Problems own = new Problems(path);
    Place first = places.putIfAbsent(folded, entry.key().place());
    if (first != null) {
      own.error(entry.key().place(), Fields.duplicate(name, first));
    }
    WorkflowEntry read =
        WorkflowSection.read(name, entry.key().place(), entry.value(), own, allowance);
    entries.merge(folded, read, WorkflowReader::both);
  }

  private static WorkflowEntry both(WorkflowEntry first, WorkflowEntry second) {
    List<Problem> all = new ArrayList<>();
    for (WorkflowEntry entry : List.of(first, second)) {
      if (entry instanceof WorkflowEntry.Invalid(var _, List<Problem> found)) {
        all.addAll(found);
      }
    }
    return new WorkflowEntry.Invalid(
        Shown.plain(first.name()), Problems.listed(all, Problems.MAX_LISTED));
  }

  /** Every invalid workflow keeps a problem, however many there are in the file. */
  private static List<WorkflowEntry> trimmed(List<WorkflowEntry> entries) {
    int left = MAX_PROBLEMS;
    List<WorkflowEntry> trimmed = new ArrayList<>();
    for (WorkflowEntry entry : entries) {
      List<Problem> kept =
          switch (entry) {
            case WorkflowEntry.Invalid(var _, List<Problem> found) ->
                Problems.listed(found, Math.max(1, left));
            case WorkflowEntry.Valid(var _, List<Problem> warnings) ->
                left > 0 ? Problems.listed(warnings, left) : List.of();
          };
      left -= kept.size();
      trimmed.add(
          switch (entry) {
            case WorkflowEntry.Invalid invalid -> new WorkflowEntry.Invalid(invalid.name(), kept);
            case WorkflowEntry.Valid valid -> new WorkflowEntry.Valid(valid.workflow(), kept);
          });
    }
    return trimmed;
  }
}
