package dev.modelgate.scheduler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.scheduler.workflow.ReadResult;
import dev.modelgate.scheduler.workflow.RepositoryFile;
import dev.modelgate.scheduler.workflow.WorkflowEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflow files that the manual shows are such that nothing is to be said of them. */
class WorkflowPageTest {

  private static final Path PAGE = Path.of("../deploy/docs/workflow-file.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("^```yaml\\n(version:.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  static List<String> examples() throws IOException {
    return EXAMPLE
        .matcher(Files.readString(PAGE))
        .results()
        .map((MatchResult example) -> example.group(1))
        .toList();
  }

  @Test
  void showsAFileOfEachVersion() throws IOException {
    assertThat(examples())
        .anyMatch(example -> example.startsWith("version: 2\n"))
        .anyMatch(example -> example.startsWith("version: 3\n"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isReadWithoutAProblem(String example) {
    String path =
        example.startsWith("version: 2\n") ? ".ps_project/config.yaml" : WorkflowFiles.OURS;
    RepositoryFile file = new RepositoryFile.Found(example.getBytes(StandardCharsets.UTF_8));

    assertThat(WorkflowFiles.read(Map.of(path, file)).orElseThrow().result())
        .isInstanceOfSatisfying(
            ReadResult.Read.class,
            read -> {
              assertThat(read.problems()).isEmpty();
              assertThat(read.file().workflows())
                  .isNotEmpty()
                  .allSatisfy(
                      workflow -> {
                        assertThat(workflow.problems()).isEmpty();
                        assertThat(workflow).isInstanceOf(WorkflowEntry.Valid.class);
                      });
            });
  }
}
