package dev.modelgate.scheduler.plan;

import dev.modelgate.scheduler.gradient.GradientReader;
import dev.modelgate.scheduler.workflow.ReadResult;
import dev.modelgate.scheduler.workflow.RepositoryFile;
import dev.modelgate.scheduler.workflow.WorkflowReader;
import dev.modelgate.scheduler.yaml.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Chooses the workflow file among those that a commit has, and reads it. */
public final class WorkflowFiles {

  /** Our own form. */
  public static final String OURS = ".modelgate/config.yaml";

  /** Where a workflow file may stand, and where people put it; in the order of preference. */
  public static final List<String> PLACES =
      List.of(OURS, ".modelgate/config.yml", ".ps_project/config.yaml", ".ps_project/config.yml");

  /** A file that is {@link #named} and larger is not read. */
  public static final int MAX_BYTES_NAMED = 256 * 1024;

  private WorkflowFiles() {}

  /** Further files of the commit that have to be known before the workflow file can be read. */
  public static Set<String> named(Map<String, RepositoryFile> files) {
    String path = there(files).stream().findFirst().orElse("");
    return path.startsWith(".ps_project/")
            && files.get(path) instanceof RepositoryFile.Found(byte[] content)
        ? GradientReader.paramsFiles(path, content)
        : Set.of();
  }

  /**
   * The workflow file; empty where the commit has none.
   *
   * @param files by path: of {@link #PLACES} those that are there, and {@link #named} ones
   */
  public static Optional<FileReading> read(Map<String, RepositoryFile> files) {
    List<String> there = there(files);
    if (there.isEmpty()) {
      return Optional.empty();
    }
    String path = there.getFirst();
    List<String> others = there.subList(1, there.size());
    if (path.equals(".modelgate/config.yml")) {
      return Optional.of(
          unread(path, "The workflow file has another name: move it to " + OURS + "."));
    }
    if (!path.equals(OURS) && !others.isEmpty()) {
      return Optional.of(
          unread(
              others.getFirst(),
              "Expected one workflow file, but " + path + " exists, too. Remove one of them."));
    }
    ReadResult result =
        switch (files.getOrDefault(path, new RepositoryFile.Missing())) {
          case RepositoryFile.Found(byte[] content) -> read(path, content, files);
          case RepositoryFile.Unusable(String what) ->
              new ReadResult.Unreadable(
                  List.of(
                      Problem.ofFile(
                          path, "Expected " + path + " to be a file, but it is " + what + ".")));
          case RepositoryFile.Missing() -> throw new IllegalStateException(path);
        };
    return Optional.of(new FileReading(path, result, others));
  }

  private static ReadResult read(String path, byte[] content, Map<String, RepositoryFile> files) {
    return path.equals(OURS)
        ? WorkflowReader.read(path, content)
        : GradientReader.read(path, content, files);
  }

  private static FileReading unread(String path, String message) {
    return new FileReading(
        path, new ReadResult.Unreadable(List.of(Problem.ofFile(path, message))), List.of());
  }

  private static List<String> there(Map<String, RepositoryFile> files) {
    return PLACES.stream()
        .filter(
            path ->
                !(files.getOrDefault(path, new RepositoryFile.Missing())
                    instanceof RepositoryFile.Missing))
        .toList();
  }

  /**
   * What became of a workflow file.
   *
   * @param path of the file
   * @param result what it holds
   * @param ignored files that are not read because this one is there
   */
  public record FileReading(String path, ReadResult result, List<String> ignored) {
    public FileReading {
      ignored = List.copyOf(ignored);
    }
  }
}
