package dev.modelgate.scheduler.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.yaml.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads files of one workflow for the tests. */
final class Reading {

  static final String PATH = ".modelgate/config.yaml";

  private Reading() {}

  static ReadResult read(String text) {
    return WorkflowReader.read(PATH, text.getBytes(StandardCharsets.UTF_8));
  }

  static Workflow valid(String text) {
    ReadResult result = read(text);
    assertThat(result).isInstanceOf(ReadResult.Read.class);
    List<WorkflowEntry> entries = ((ReadResult.Read) result).file().workflows();
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst()).isInstanceOf(WorkflowEntry.Valid.class);
    return ((WorkflowEntry.Valid) entries.getFirst()).workflow();
  }

  static List<Problem> invalid(String text) {
    ReadResult result = read(text);
    assertThat(result).isInstanceOf(ReadResult.Read.class);
    List<WorkflowEntry> entries = ((ReadResult.Read) result).file().workflows();
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst()).isInstanceOf(WorkflowEntry.Invalid.class);
    return ((WorkflowEntry.Invalid) entries.getFirst()).problems();
  }

  static List<Problem> unreadable(String text) {
    ReadResult result = read(text);
    assertThat(result).isInstanceOf(ReadResult.Unreadable.class);
    return ((ReadResult.Unreadable) result).problems();
  }
}
