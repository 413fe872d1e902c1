package dev.modelgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody reads who typed something wrong. */
class UsageMistakeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '"',
      textBlock =
          """
          project create fruits --repo X # Unknown option: --repo; did you mean --repository # modelgate project create
          project create fruits          # Missing required option: '--repository=PATH|URL'  # modelgate project create
          run list --colour              # Unknown option: --colour                          # modelgate run list
          run lst penguins               # Unknown command: lst; did you mean                # modelgate run
          prject list                    # Unknown command: prject; did you mean             # modelgate
          run list penguins again        # Unexpected argument: again                        # modelgate run list
          run show penguins x            # (RUN|COMMIT)                                      # modelgate run show
          run list --verdict fail        # but got fail; did you mean failed?                # modelgate run list
          run list --verdict good        # passed, failed, inconclusive                      # modelgate run list
          """)
  void saysItInTwoLines(String typed, String said, String command) {
    Printed printed = Printed.by(typed.split(" "));
    assertThat(printed.exitCode()).isEqualTo(2);
    assertThat(printed.error().lines()).hasSize(2);
    assertThat(printed.error().lines().findFirst().orElseThrow())
        .startsWith("modelgate: ")
        .contains(said);
    assertThat(printed.error()).endsWith("see ./" + command + " --help\n");
  }

  /** A line that is broken cannot be copied. */
  @ParameterizedTest
  @ValueSource(strings = {"", "demo", "server", "project create", "run show", "runner start"})
  void hasExamplesThatFitTheTerminal(String command) {
    Printed help = Printed.by((command + " --help").strip().split(" "));
    assertThat(help.exitCode()).isZero();
    List<String> examples = help.out().lines().skip(1).takeWhile(line -> !line.isBlank()).toList();
    assertThat(examples).isNotEmpty().allMatch(line -> line.startsWith("  "));
  }

  @Test
  void showsTheHelpWhereNoCommandWasTyped() {
    assertThat(Printed.by("run").exitCode()).isEqualTo(2);
    assertThat(Printed.by("run").error()).contains("./modelgate run list", "compare");
    assertThat(Printed.by().error()).contains("./modelgate demo");
  }
}
