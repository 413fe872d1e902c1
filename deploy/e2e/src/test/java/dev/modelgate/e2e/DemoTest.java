package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo is the README's first command: it has to tell its story and end with 0. */
class DemoTest {

  @Test
  void tellsItsThreePushesAndEndsWithTheVerdictsPassedFailedPassed() throws Exception {
    try (Workplace place = Workplace.create();
        Product.Started demo =
            Product.start(
                place.of("output"),
                Map.of("NO_COLOR", "1"),
                "demo",
                "--data",
                place.of("demo").toString())) {
      assertThat(demo.ended(180)).as(demo.printed()).isZero();
      assertThat(demo.printed())
          .containsSubsequence(
              "services up",
              "push 1  main",
              "✓ passed",
              "push 2  bigger-steps",
              "✗ failed",
              "worse than main",
              "push 3  bigger-steps",
              "✓ passed",
              "What a pull request would say",
              "./modelgate demo --keep --data " + place.of("demo"))
          .doesNotContain("Exception", "WARN", "ERROR");
      Path note = place.of("demo/penguins.git/refs/notes/modelgate");
      assertThat(note).as("the notes").exists();
    }
  }
}
