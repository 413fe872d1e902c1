package dev.modelgate.runner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.runner.Sample;
import dev.modelgate.runner.checkout.JobPlace;
import dev.modelgate.runner.claim.Assignment;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job finds in its environment. */
class JobEnvironmentTest {

  private static final JobPlace PLACE = new JobPlace(Path.of("/w/p/slot-1"));

  @ParameterizedTest
  @CsvSource({
    "refs/heads/main, main, main",
    "refs/heads/a/b, a/b, a/b",
    "refs/tags/v1, '', v1",
    "refs/pull/7/head, '', refs/pull/7/head",
    "refs/heads/refs/heads/x, refs/heads/x, refs/heads/x"
  })
  void namesTheRefInFullAndShort(String ref, String branch, String gradient) {
    Map<String, String> environment = of(Sample.of("true").on(ref));

    assertThat(environment)
        .containsEntry("MODELGATE_GIT_REF", ref)
        .containsEntry("MODELGATE_BRANCH", branch)
        .containsEntry("PS_GRADIENT_CI_GIT_REF", gradient);
  }

  @Test
  void obeysTheWorkflowFileOverEverythingButTheMarker() {
    Sample sample =
        Sample.of("true").with(Map.of("PATH", "/opt/conda/bin", "MODELGATE_ATTEMPT", "forged"));

    assertThat(of(sample))
        .containsEntry("PATH", "/opt/conda/bin")
        .containsEntry("MODELGATE_ATTEMPT", sample.key().attemptId());
  }

  @Test
  void namesTheFoldersOfTheAttempt() {
    assertThat(of(Sample.of("true")))
        .containsEntry("HOME", "/w/p/slot-1/attempt/home")
        .containsEntry("TMPDIR", "/w/p/slot-1/attempt/tmp")
        .containsEntry("MODELGATE_ARTIFACTS", "/w/p/slot-1/attempt/artifacts")
        .containsEntry("MODELGATE_STORAGE", "/w/p/slot-1/storage");
  }

  @ParameterizedTest
  @CsvSource({"'', value", "A=B, value", "'A\0B', value", "A, 'b\0c'"})
  void refusesWhatNoProcessCanBeGiven(String name, String value) {
    assertThat(JobEnvironment.problem("true", Map.of(name, value))).isPresent();
  }

  @Test
  void refusesWhatIsLongerThanTheKernelTakes() {
    assertThat(JobEnvironment.problem("x".repeat(100_001), Map.of())).isPresent();
    assertThat(JobEnvironment.problem("true", Map.of("A", "ü".repeat(50_000)))).isPresent();
    String mostOfAFile = "x".repeat(65_536);
    assertThat(JobEnvironment.problem(mostOfAFile, Map.of("A", mostOfAFile))).isEmpty();
    assertThat(
            JobEnvironment.problem(
                "true",
                IntStream.range(0, 30)
                    .boxed()
                    .collect(Collectors.toMap(i -> "A" + i, i -> "x".repeat(10_000)))))
        .isPresent();
    assertThat(JobEnvironment.problem("true", of(Sample.of("true")))).isEmpty();
  }

  private static Map<String, String> of(Sample sample) {
    Assignment assignment = sample.assignment();
    return JobEnvironment.of(
        assignment, PLACE, Places.of(assignment.layout(), PLACE), "/usr/bin:/bin");
  }
}
