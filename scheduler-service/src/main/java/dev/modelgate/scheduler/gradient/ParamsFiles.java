package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.workflow.RepositoryFile;
import dev.modelgate.scheduler.workflow.RepositoryPath;
import dev.modelgate.scheduler.yaml.Problem;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlFile;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of parameters that a workflow file may name, and those that it named. */
final class ParamsFiles {

  private static final int MOST = 50;

  private final String workflowFile;
  private final Map<String, RepositoryFile> files;
  private final Set<String> asked = new LinkedHashSet<>();
  private final Map<String, YamlFile> parsed = new HashMap<>();

  /** As if the parameters stood in the workflow file itself, once for each step. */
  private int nodes = YamlFile.MAX_NODES;

  ParamsFiles(String workflowFile, Map<String, RepositoryFile> files) {
    this.workflowFile = workflowFile;
    this.files = Map.copyOf(files);
  }

  /** Path of the workflow file itself. */
  String workflowFile() {
    return workflowFile;
  }

  /** Paths that were asked for. */
  Set<String> asked() {
    return Set.copyOf(asked);
  }

  /**
   * The parameters of a file and where their problems go; null, and a problem of the step, where
   * they cannot be read.
   *
   * @param path as the step has it
   */
  @Nullable Read read(YamlNode path, Problems step) {
    if (!(path instanceof YamlNode.Scalar scalar) || scalar.isNull()) {
      step.error(
          path.place(),
          "Expected the path of a file inside the repository, but found " + path.kind() + ".");
      return null;
    }
    String file = scalar.text().startsWith("./") ? scalar.text().substring(2) : scalar.text();
    String wrong = RepositoryPath.wrong(file).orElse(null);
    if (wrong != null) {
      step.error(path.place(), wrong.replace("work tree", "repository"));
      return null;
    }
    if (!asked.contains(file) && asked.size() == MOST) {
      step.error(path.place(), "Expected at most " + MOST + " files of parameters.");
      return null;
    }
    asked.add(file);
    return switch (files.getOrDefault(file, new RepositoryFile.Missing())) {
      case RepositoryFile.Missing() -> {
        step.error(
            path.place(), "Expected the file " + file + " in the commit, but there is none.");
        yield null;
      }
      case RepositoryFile.Unusable(String what) -> {
        step.error(path.place(), "Expected " + file + " to be a file, but it is " + what + ".");
        yield null;
      }
      case RepositoryFile.Found(byte[] content) -> content(file, content, path, step);
    };
  }

  private @Nullable Read content(String file, byte[] content, YamlNode path, Problems step) {
    switch (parsed.computeIfAbsent(file, it -> YamlFile.read(it, content))) {
      case YamlFile.Broken(Problem problem, var _) -> step.add(problem);
      case YamlFile.Tree(YamlNode.Mapping mapping) -> {
        nodes -= mapping.size();
        if (nodes >= 0) {
          return new Read(mapping, new Problems(file));
        }
        step.error(
            path.place(),
            "Expected at most "
                + YamlFile.MAX_NODES
                + " keys and values in the files of parameters of all steps, but here are more.");
      }
      case YamlFile.Tree(YamlNode other) ->
          step.add(
              Problem.ofFile(
                  file,
                  "Expected parameters such as \"command: python train.py\", but found "
                      + (other == null ? "an empty file" : other.kind())
                      + "."));
    }
    return null;
  }

  /** The parameters of a file, and the problems of that file. */
  record Read(YamlNode.Mapping parameters, Problems problems) {}
}
