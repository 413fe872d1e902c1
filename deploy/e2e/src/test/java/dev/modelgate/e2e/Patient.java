package dev.modelgate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A project whose jobs say when they start and wait until a test lets them go, so that something
 * can happen while they run.
 *
 * @param name of the project
 * @param signals where jobs and test meet
 */
record Patient(String name, Site site, Repository repository, Path signals) {

  /** Makes the repository and registers it. */
  static Patient create(Site site, Workplace place, String name) throws Exception {
    Path signals = Files.createDirectories(place.of("signals-" + name));
    Files.setPosixFilePermissions(signals, PosixFilePermissions.fromString("rwxrwxrwx"));
    Repository repository = Repository.create(place.of("git"), name);
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
            sha=$(cat commit)
            echo started >> "$SIGNALS/$sha.starts"
            while [ ! -e "$SIGNALS/$sha.go" ]; do sleep 0.1; done
            echo '{"accuracy": 0.95}' > metrics.json
            """);
    site.register(name, repository);
    return new Patient(name, site, repository, signals);
  }

  /** A push, and the word by which its job is known. */
  record Push(String sha, String word) {}

  /** Pushes a commit whose job is known by a word of its own. */
  Push push(String branch, String word) throws Exception {
    return new Push(repository.write("commit", word + "\n").push(branch, word), word);
  }

  /** Waits until the job runs. */
  void awaitStart(Push push) {
    Site.await(
        "the job of " + push.word() + " to start",
        Duration.ofSeconds(120),
        () -> Files.exists(starts(push)),
        exists -> exists);
  }

  /** Lets the job end. */
  void letGo(Push push) throws IOException {
    Files.createFile(signals.resolve(push.word() + ".go"));
  }

  /** How often the job was started. */
  int timesStarted(Push push) throws IOException {
    return Files.readAllLines(starts(push)).size();
  }

  private Path starts(Push push) {
    return signals.resolve(push.word() + ".starts");
  }

  /** Waits for the verdict and the note, and for nothing more to come. */
  JsonNode awaitVerdict(Push push) throws Exception {
    // What the topics tell comes in any order: a verdict may be known before the attempts are.
    JsonNode run =
        site.awaitRun(
            name,
            push.sha(),
            Duration.ofSeconds(150),
            it ->
                Site.isOver(it)
                    && it.path("experiments")
                        .path(0)
                        .path("attempts")
                        .path(0)
                        .hasNonNull("outcome"));
    Site.await("the note", () -> repository.note(push.sha()), note -> !note.isEmpty());
    return run;
  }

  /** What is wrong with a push that should have passed with one start; empty where nothing is. */
  List<String> doubts(Push push) throws Exception {
    List<String> doubts = doubtsOfVerdict(push);
    if (timesStarted(push) != 1) {
      doubts.add(push.word() + ": started " + timesStarted(push) + " times");
    }
    return doubts;
  }

  /** The same where a job may have been started again. */
  List<String> doubtsOfVerdict(Push push) throws Exception {
    JsonNode run = awaitVerdict(push);
    JsonNode runs = site.get("/api/commits/" + name + "/" + push.sha()).path("runs");
    List<String> doubts = new ArrayList<>();
    if (!run.path("verdict").asText().equals("passed")) {
      doubts.add(push.word() + ": verdict " + run.path("verdict") + " in " + run);
    }
    if (runs.size() != 1) {
      doubts.add(push.word() + ": " + runs.size() + " runs in " + runs);
    }
    if (run.path("experiments").path(0).path("attempts").size() != 1) {
      doubts.add(push.word() + ": attempts in " + run);
    }
    if (repository.notesWritten(push.sha()) != 1) {
      doubts.add(push.word() + ": " + repository.notesWritten(push.sha()) + " notes");
    }
    return doubts;
  }
}
