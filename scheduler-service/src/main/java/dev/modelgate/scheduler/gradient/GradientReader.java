package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.workflow.Allowance;
import dev.modelgate.scheduler.workflow.ReadResult;
import dev.modelgate.scheduler.workflow.RepositoryFile;
import dev.modelgate.scheduler.workflow.WorkflowEntries;
import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problem;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlFile;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a workflow file of version 2. */
public final class GradientReader {

  private GradientReader() {}

  /**
   * Never throws, whatever the content is.
   *
   * @param path where the file stands in the repository, for the problems
   * @param files the files of parameters by their paths; one that is not there is missing
   */
  public static ReadResult read(String path, byte[] content, Map<String, RepositoryFile> files) {
    return read(content, new ParamsFiles(path, files));
  }

  /** The paths of the files of parameters that the file names; each is inside the repository. */
  public static Set<String> paramsFiles(String path, byte[] content) {
    ParamsFiles files = new ParamsFiles(path, Map.of());
    read(content, files);
    return files.asked();
  }

  private static ReadResult read(byte[] content, ParamsFiles files) {
    return switch (YamlFile.read(files.workflowFile(), content)) {
      case YamlFile.Broken(Problem problem, String text) -> {
        List<Problem> misplaced = MisplacedBlock.find(files.workflowFile(), text);
        yield new ReadResult.Unreadable(misplaced.isEmpty() ? List.of(problem) : misplaced);
      }
      case YamlFile.Tree(YamlNode root) -> file(root, files);
    };
  }

  private static ReadResult file(@Nullable YamlNode root, ParamsFiles files) {
    Problems problems = new Problems(files.workflowFile());
    if (!(root instanceof YamlNode.Mapping mapping)) {
      problems.error(
          root == null ? Place.START : root.place(),
          "Expected \"version: 2\" and \"workflows:\", but found "
              + (root == null ? "an empty file" : root.kind())
              + ".");
      return new ReadResult.Unreadable(problems.listed());
    }
    if (!FileForm.isVersionTwo(mapping, problems)) {
      return new ReadResult.Unreadable(problems.listed());
    }
    Fields fields = Fields.lenient(mapping, GradientKeys.FILE, problems);
    Allowance allowance = new Allowance();
    WorkflowEntries entries = new WorkflowEntries(files.workflowFile(), problems);
    MisplacedTriggers.ofFile(fields, problems);
    entries.readAll(
        fields.get("workflows"),
        mapping.place(),
        "a name and \"steps:\"",
        (name, place, node, own) ->
            new WorkflowBlock(own, files, allowance).read(name, place, node));
    return entries.result();
  }
}
