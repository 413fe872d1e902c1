package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** A server killed with -9 in the middle of a run goes on where it was. */
class KillTest {

  @Test
  void endsARunWithOneVerdictAndOneNoteAlthoughTheServerWasKilledWhileItsJobRan() throws Exception {
    try (Workplace place = Workplace.create();
        RunningServer server = RunningServer.start(place)) {
      Path signals = Files.createDirectory(place.of("signals"));
      Files.setPosixFilePermissions(signals, PosixFilePermissions.fromString("rwxrwxrwx"));
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
                      run: sh train.sh
                      env: {SIGNALS: %s}
                      checks:
                        json:metrics.json:/accuracy:
                          at-least: 0.9
                  """
                      .formatted(signals))
              .write(
                  "train.sh",
                  """
                  echo started >> "$SIGNALS/starts"
                  while [ ! -e "$SIGNALS/go" ]; do sleep 0.1; done
                  echo '{"accuracy": 0.95}' > metrics.json
                  """)
              .push("main", "wait for me");

      Path starts = signals.resolve("starts");
      RunningServer.await("the job to start", () -> Files.exists(starts), exists -> exists);
      server.killAndStartAgain();
      Files.createFile(signals.resolve("go"));
      JsonNode run = server.awaitRun("patient", sha, Site::isOver);

      assertThat(run.path("verdict").asText()).as(run.toPrettyString()).isEqualTo("passed");
      JsonNode attempts = run.path("experiments").path(0).path("attempts");
      assertThat(attempts).as(run.toPrettyString()).hasSize(1);
      assertThat(Files.readAllLines(starts)).containsExactly("started");
      RunningServer.await("the note", () -> repository.note(sha), note -> !note.isEmpty());
      assertThat(repository.note(sha)).contains("train", "passed");
      assertThat(repository.notesWritten()).isEqualTo(1);
    }
  }
}
