package dev.modelgate.scheduler.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.workflow.ReadResult;
import dev.modelgate.scheduler.workflow.RepositoryFile;
import dev.modelgate.scheduler.workflow.Step;
import dev.modelgate.scheduler.workflow.Workflow;
import dev.modelgate.scheduler.workflow.WorkflowEntry;
import dev.modelgate.scheduler.yaml.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads files of version 2 for the tests. */
final class Reading {

  static final String PATH = ".ps_project/config.yaml";

  private Reading() {}

  static ReadResult read(String text, String... pathsAndFiles) {
    Map<String, RepositoryFile> files = new HashMap<>();
    for (int i = 0; i < pathsAndFiles.length; i += 2) {
      files.put(pathsAndFiles[i], new RepositoryFile.Found(bytes(pathsAndFiles[i + 1])));
    }
    return GradientReader.read(PATH, bytes(text), files);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Everything that is said of the file. */
  static List<Problem> problems(ReadResult result) {
    return switch (result) {
      case ReadResult.Unreadable(List<Problem> problems) -> problems;
      case ReadResult.Read read -> {
        List<Problem> all = new ArrayList<>(read.problems());
        read.file().workflows().forEach(entry -> all.addAll(entry.problems()));
        yield all;
      }
    };
  }

  static Workflow valid(ReadResult result) {
    assertThat(result).isInstanceOf(ReadResult.Read.class);
    List<WorkflowEntry> entries = ((ReadResult.Read) result).file().workflows();
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst())
        .as("%s", problems(result))
        .isInstanceOf(WorkflowEntry.Valid.class);
    return ((WorkflowEntry.Valid) entries.getFirst()).workflow();
  }

  static Step step(String text, String... pathsAndFiles) {
    return valid(read(text, pathsAndFiles)).steps().getFirst();
  }

  /** A file with one step, whose parameters begin in column 11 of line 8. */
  static String withParams(String... lines) {
    return """
        version: 2
        workflows:
          train:
            steps:
              - name: train
                command: experiment.run_single_node
                params:
                  %s
        """
        .formatted(String.join("\n          ", lines));
  }

  /** A file with one step, whose checks begin in column 11 of line 9. */
  static String withChecks(String... lines) {
    return """
        version: 2
        workflows:
          train:
            steps:
              - name: train
                command: experiment.run_single_node
                params: {command: python train.py}
                checks:
                  %s
        """
        .formatted(String.join("\n          ", lines));
  }

  /** A file with one step, whose triggers begin in column 7 of line 9. */
  static String withTriggers(String... lines) {
    return """
        version: 2
        workflows:
          train:
            steps:
              - name: train
                command: experiment.run_single_node
                params: {command: python train.py}
            triggers:
              %s
        """
        .formatted(String.join("\n      ", lines));
  }
}
