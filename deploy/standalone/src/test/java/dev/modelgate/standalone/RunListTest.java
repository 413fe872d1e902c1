package dev.modelgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of runs in which there is nothing. */
class RunListTest {

  @TempDir Path folder;

  @Test
  void saysNoWhereThereIsNoSuchProjectOnly() throws Exception {
    try (StandInApi api = new StandInApi().servesFolder(folder)) {
      api.says("/api/runs", 200, "{\"runs\": [], \"declined\": []}")
          .says("/api/projects/fruits", 200, "{\"name\": \"fruits\"}");
      assertThat(list("fruits").exitCode()).isZero();
      assertThat(list("fruits").out()).startsWith("no run matches");
      assertThat(list("nope").exitCode()).isEqualTo(3);
      assertThat(list("nope").error()).isEqualTo("modelgate: there is none\n");
    }
  }

  private Printed list(String project) {
    return Printed.by("run", "list", project, "--data", folder.toString());
  }
}
