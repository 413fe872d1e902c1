package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.workflow.ReadResult;
import dev.modelgate.scheduler.workflow.WorkflowEntry;
import dev.modelgate.scheduler.workflow.WorkflowReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The workflow file that the README shows is one that the product reads. */
class WorkflowExampleTest {

  @Test
  void isReadWithoutAProblem() throws Exception {
    String readme = Files.readString(Path.of("../../README.md"));
    String example = readme.split("```yaml\n", 2)[1].split("```", 2)[0];
    ReadResult result =
        WorkflowReader.read(".modelgate/config.yaml", example.getBytes(StandardCharsets.UTF_8));
    assertThat(result)
        .isInstanceOfSatisfying(
            ReadResult.Read.class,
            read -> {
              assertThat(read.problems()).isEmpty();
              assertThat(read.file().workflows())
                  .singleElement()
                  .isInstanceOf(WorkflowEntry.Valid.class);
            });
  }
}
