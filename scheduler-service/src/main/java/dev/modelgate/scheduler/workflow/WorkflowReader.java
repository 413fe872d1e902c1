package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problem;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.YamlFile;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a workflow file of version 3. Whatever this version does not read is a problem at its
 * place; nothing is ignored.
 */
public final class WorkflowReader {

  private WorkflowReader() {}

  /**
   * Never throws, whatever the content is.
   *
   * @param path where the file stands in the repository, for the problems
   */
  public static ReadResult read(String path, byte[] content) {
    return switch (YamlFile.read(path, content)) {
      case YamlFile.Broken(Problem problem, var _) -> new ReadResult.Unreadable(List.of(problem));
      case YamlFile.Tree(YamlNode root) -> file(path, root);
    };
  }

  private static ReadResult file(String path, @Nullable YamlNode root) {
    Problems problems = new Problems(path);
    if (!(root instanceof YamlNode.Mapping mapping)) {
      problems.error(
          root == null ? Place.START : root.place(),
          "Expected \"version: 3\" and \"workflows:\", but found "
              + (root == null ? "an empty file" : root.kind())
              + ".");
      return new ReadResult.Unreadable(problems.listed());
    }
    if (!VersionKey.isThree(mapping, problems)) {
      return new ReadResult.Unreadable(problems.listed());
    }
    Allowance allowance = new Allowance();
    Fields fields = Fields.of(mapping, Keys.FILE, problems);
    WorkflowEntries entries = new WorkflowEntries(path, problems);
    entries.readAll(
        fields.get("workflows"),
        mapping.place(),
        "a name and \"run: …\"",
        (name, place, node, own) -> WorkflowSection.read(name, place, node, own, allowance));
    return entries.result();
  }
}
