package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run ends, and runs again, when the command line asks for it. */
@Tag("soak")
class RunCommandTest {

  @Test
  void cancelsARunAndRunsItAgain() throws Exception {
    try (Workplace place = Workplace.create();
        RunningServer server = RunningServer.start(place)) {
      Path signals = Files.createDirectory(place.of("signals"));
      Files.setPosixFilePermissions(signals, PosixFilePermissions.fromString("rwxrwxrwx"));
      Path starts = signals.resolve("starts");
      Repository repository = Repository.create(place.of("git"), "patient");
      server.register("patient", repository);
      String sha =
          repository
              .write(
                  ".modelgate/config.yaml",
                  """
                  version: 3
                  workflows:
                    train:
                      run: |
                        echo started >> %1$s/starts
                        while [ ! -e %1$s/go ]; do sleep 0.1; done
                  """
                      .formatted(signals))
              .push("main", "wait for me");
      RunningServer.await("the job to start", () -> Files.exists(starts), exists -> exists);

      assertThat(run(place, "cancel")).contains("is asked to end");
      JsonNode cancelled = server.awaitRun("patient", sha, Site::isOver);
      assertThat(cancelled.path("verdict").asText()).isEqualTo("cancelled");

      Files.createFile(signals.resolve("go"));
      assertThat(run(place, "rerun")).contains("will run again");
      JsonNode again =
          RunningServer.await("run 2", () -> server.get("/api/runs/patient/2"), Site::isOver);
      assertThat(again.path("verdict").asText()).as(again.toPrettyString()).isEqualTo("passed");
      assertThat(again.path("sha").asText()).isEqualTo(sha);
      assertThat(Files.readAllLines(starts)).containsExactly("started", "started");
    }
  }

  private static String run(Workplace place, String verb) throws Exception {
    String data = place.of("data").toString();
    try (Product.Started command =
        Product.start(
            place.of(verb + ".out"), Map.of(), "run", verb, "patient", "1", "--data", data)) {
      assertThat(command.ended(60)).as(command.printed()).isZero();
      return command.printed();
    }
  }
}
