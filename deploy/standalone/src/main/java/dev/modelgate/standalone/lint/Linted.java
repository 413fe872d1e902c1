package dev.modelgate.standalone.lint;

import dev.modelgate.scheduler.gradient.GradientReader;
import dev.modelgate.scheduler.plan.WorkflowFiles;
import dev.modelgate.scheduler.workflow.ReadResult;
import dev.modelgate.scheduler.workflow.RepositoryFile;
import dev.modelgate.scheduler.workflow.WorkflowEntry;
import dev.modelgate.scheduler.workflow.WorkflowReader;
import dev.modelgate.scheduler.yaml.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What became of one workflow file.
 *
 * @param path of the file, as people reach it from where they are
 * @param workflows of the file, in its order; empty where it cannot be read
 * @param problems all of them, with paths as people reach them
 */
public record Linted(String path, List<WorkflowEntry> workflows, List<Problem> problems) {

  private static final Pattern THREE = Pattern.compile("(?m)^\\s*version\\s*:\\s*[\"']?3");

  public Linted {
    workflows = List.copyOf(workflows);
    problems = List.copyOf(problems);
  }

  /** Whether a commit of it could run something, and nothing in it is wrong. */
  public boolean isValid() {
    return problems.stream().noneMatch(Problem::isError);
  }

  /** The workflow file of a folder, or one file. */
  public static Linted of(Path path) {
    if (Files.isDirectory(path)) {
      return folder(path);
    }
    Path absolute = path.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    Path repository = folder == null ? null : folder.getParent();
    if (folder == null || repository == null) {
      return folder(path);
    }
    String place = folder.getFileName() + "/" + absolute.getFileName();
    if (WorkflowFiles.PLACES.contains(place)) {
      return placed(repository, place, prefix(path, place));
    }
    String name = String.valueOf(absolute.getFileName());
    return inRepository(new WorkFolder(folder), name, prefix(path, name), List.of());
  }

  /** A file that a server would find: whether it reads this one depends on what else is there. */
  private static Linted placed(Path repository, String place, String prefix) {
    WorkFolder files = new WorkFolder(repository);
    WorkflowFiles.FileReading read = reading(files).orElseThrow();
    return read.ignored().contains(place)
        ? inRepository(files, place, prefix, List.of(ignored(place, read)))
        : linted(prefix, read.path(), read.result(), List.of());
  }

  private static Optional<WorkflowFiles.FileReading> reading(WorkFolder files) {
    Map<String, RepositoryFile> found = new HashMap<>();
    WorkflowFiles.PLACES.forEach(place -> found.put(place, files.file(place)));
    WorkflowFiles.named(found).forEach(path -> found.put(path, files.named(path)));
    return WorkflowFiles.read(found);
  }

  private static Problem ignored(String path, WorkflowFiles.FileReading read) {
    String message = "This file is not read, because " + read.path() + " exists.";
    return new Problem(path, 0, 0, Problem.Severity.WARNING, message);
  }

  private static Linted folder(Path folder) {
    String prefix = folder.toString().isEmpty() || folder.equals(Path.of(".")) ? "" : folder + "/";
    Optional<WorkflowFiles.FileReading> read = reading(new WorkFolder(folder));
    if (read.isEmpty()) {
      String message =
          "Expected a workflow file here (%s or .ps_project/config.yaml), but there is none."
              .formatted(WorkflowFiles.OURS);
      String here = prefix.isEmpty() ? "." : folder.toString();
      return new Linted(here, List.of(), List.of(Problem.ofFile(here, message)));
    }
    List<Problem> more =
        read.get().ignored().stream().map(other -> ignored(other, read.get())).toList();
    return linted(prefix, read.get().path(), read.get().result(), more);
  }

  private static Linted inRepository(
      WorkFolder files, String path, String prefix, List<Problem> more) {
    return switch (files.file(path)) {
      case RepositoryFile.Found(byte[] content) ->
          linted(prefix, path, read(files, path, content), more);
      case RepositoryFile.Missing() -> unread(prefix + path, "there is none");
      case RepositoryFile.Unusable(String what) -> unread(prefix + path, "it is " + what);
    };
  }

  private static ReadResult read(WorkFolder files, String path, byte[] content) {
    boolean three =
        path.startsWith(".modelgate/")
            || (!path.startsWith(".ps_project/")
                && THREE.matcher(new String(content, StandardCharsets.UTF_8)).find());
    if (three) {
      return WorkflowReader.read(path, content);
    }
    Map<String, RepositoryFile> named = new HashMap<>();
    GradientReader.paramsFiles(path, content).forEach(file -> named.put(file, files.named(file)));
    return GradientReader.read(path, content, named);
  }

  private static Linted unread(String path, String why) {
    return new Linted(
        path,
        List.of(),
        List.of(Problem.ofFile(path, "Expected a workflow file, but " + why + ".")));
  }

  private static Linted linted(String prefix, String path, ReadResult result, List<Problem> more) {
    List<Problem> problems = new ArrayList<>(more);
    List<WorkflowEntry> workflows =
        switch (result) {
          case ReadResult.Unreadable(List<Problem> found) -> {
            problems.addAll(found);
            yield List.of();
          }
          case ReadResult.Read read -> {
            problems.addAll(read.problems());
            read.file().workflows().forEach(entry -> problems.addAll(entry.problems()));
            yield read.file().workflows();
          }
        };
    return new Linted(
        prefix + path, workflows, problems.stream().map(problem -> at(prefix, problem)).toList());
  }

  private static Problem at(String prefix, Problem problem) {
    return new Problem(
        prefix + problem.path(),
        problem.line(),
        problem.column(),
        problem.severity(),
        problem.message());
  }

  /** What has to stand before a path of the repository to reach it from here. */
  private static String prefix(Path given, String place) {
    String text = given.toString();
    return text.endsWith(place) ? text.substring(0, text.length() - place.length()) : "";
  }
}
