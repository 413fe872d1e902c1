package dev.modelgate.reporter;

import dev.modelgate.events.CommitInfo;
import dev.modelgate.events.DeclineReason;
import dev.modelgate.events.Outcome;
import dev.modelgate.events.PlanDeclined;
import dev.modelgate.events.Verdict;
import dev.modelgate.reporter.bucket.Stored;
import dev.modelgate.reporter.render.Digest;
import dev.modelgate.reporter.series.SeriesFile;
import dev.modelgate.testkit.Samples;
import dev.modelgate.testkit.TestService;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Runs in every state that a page has, as the other services would tell of them. */
final class Scenes {

  static final int PASSED = 41;
  static final int FAILED = 42;
  static final int ERRORED = 43;
  static final int CANCELLED = 44;
  static final int RUNNING = 45;
  static final int QUEUED = 46;
  static final int CRASHED = 47;

  private final TestService service;
  private final Stored stored;
  private final Instant now;
  private final Random random = new Random(42);

  Scenes(TestService service, Stored stored, Instant now) {
    this.service = service;
    this.stored = stored;
    this.now = now;
  }

  /** Tells everything; the running run is left to the test that ends it. */
  Told fill() {
    service.handle(Samples.projectRegistered().build());
    Told passed = run(PASSED, 5_400, "train the baseline", "main");
    passed.sentence = "passed: accuracy 0.976 is at least 0.90, first result";
    training(passed, 0.05);
    tell(passed);
    service.handle(passed.promoted());
    Told failed = run(FAILED, 3_000, "learning rate × 8", "bigger-steps").failedAgainst(passed);
    failed.environment = Map.of("LEARNING_RATE", "0.4", "STEPS", "400", "SEED", "7");
    failed.notes = List.of("container pytorch/pytorch:2.4 was ignored: it ran as a plain process");
    training(failed, 0.4);
    tell(failed);
    Told errored = run(ERRORED, 1_500, "warm up for 50 steps", "warm-up").beside(passed);
    errored.exitCode = null;
    errored.outcome = Outcome.INFRASTRUCTURE_LOST;
    errored.verdict = Verdict.ERRORED;
    errored.sentence = "errored: host laptop was lost three times; nothing is said of the model";
    tell(errored);
    Told cancelled = run(CANCELLED, 900, "try a deeper network", "deeper").beside(passed);
    cancelled.exitCode = null;
    cancelled.outcome = Outcome.CANCELLED;
    cancelled.verdict = Verdict.CANCELLED;
    cancelled.sentence = "cancelled: by ada, after 12 s";
    tell(cancelled);
    Told crashed = run(CRASHED, 600, "read the data in parallel", "faster-input").exitedWith(1);
    crashed.beside(passed).environment =
        Map.of("LEARNING_RATE", "0.05", "STEPS", "400", "WORKERS", "4");
    log(
        crashed,
        "step 0 loss 1.10\nTraceback (most recent call last):\n  File \"train.py\", line 31\n"
            + "ValueError: expected 4 columns, got 3\n");
    tell(crashed);
    Told queued = run(QUEUED, 40, "train on two cards", "two-cards");
    queued.all().subList(0, 2).forEach(heard -> service.handle(heard.event()));
    service.handle(queued.waiting(1, "no runner offers a100; offered are cpu"));
    service.handle(declined());
    Told running = run(RUNNING, 12, "× 2 is enough", "bigger-steps");
    running.all().subList(0, 3).forEach(heard -> service.handle(heard.event()));
    return running;
  }

  void tell(Told told) {
    told.all().forEach(heard -> service.handle(heard.event()));
  }

  Told run(int number, int secondsAgo, String subject, String branch) {
    Told told = new Told(number, Digest.sha256("scene " + number).substring(0, 40));
    told.subject = subject;
    told.branch = branch;
    told.at = now.minusSeconds(secondsAgo);
    return told;
  }

  /** What a training of a classifier logs; the steps of a high learning rate are restless. */
  private void training(Told told, double rate) {
    SeriesFile file = new SeriesFile();
    for (String part : List.of("train", "validation")) {
      double floor = part.equals("train") ? 0.06 : 0.1;
      file.with(
          part, "loss", 400, 1, i -> floor + rate / 4 + 1.04 * Math.exp(-i / 40.0) + noise(rate));
      file.with(
          part,
          "accuracy",
          400,
          1,
          i ->
              0.976
                  - rate / 14
                  - floor / 9
                  - 0.6 * Math.exp(-i / 30.0)
                  - Math.abs(noise(rate) / 2));
    }
    file.with("", "learning_rate", 400, 1, i -> rate * Math.pow(0.995, i));
    file.with(
        "",
        "gradient_norm",
        400,
        1,
        i ->
            i == 160 && rate > 0.1
                ? Double.NaN
                : 3 * Math.exp(-i / 90.0) + Math.abs(noise(rate)) * 8);
    file.with("", "examples_per_second", 40, 10, i -> 5_200 + 300 * random.nextGaussian());
    stored.put("attempts/" + told.attemptId() + "/1/series.avro", file.bytes());
    StringBuilder log = new StringBuilder("reading penguins.csv: 333 rows, 4 columns\n");
    for (int i = 0; i <= 400; i += 20) {
      log.append(
          "step %3d  loss %.4f  accuracy %.3f%n"
              .formatted(i, 0.06 + 1.04 * Math.exp(-i / 40.0), 0.976 - 0.6 * Math.exp(-i / 30.0)));
    }
    log(told, log + "wrote metrics.json\n");
  }

  private double noise(double rate) {
    return random.nextGaussian() * (0.004 + rate / 14);
  }

  void log(Told told, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    told.logBytes = bytes.length;
    stored.put("attempts/" + told.attemptId() + "/1/log/000000000000000-000000000001", bytes);
  }

  private PlanDeclined declined() {
    return PlanDeclined.newBuilder()
        .setEventId("declined-scene")
        .setOccurredAt(now.minusSeconds(300))
        .setProjectId(Samples.PROJECT_ID)
        .setProjectName("penguins")
        .setRepository("/srv/git/penguins.git")
        .setRef("refs/heads/more-checks")
        .setSha(Digest.sha256("scene declined").substring(0, 40))
        .setReason(DeclineReason.INVALID)
        .setCommit(
            CommitInfo.newBuilder()
                .setSubject("check the loss, too")
                .setAuthor("Ada Lovelace")
                .setTree(Samples.TREE)
                .setAuthoredAt(now.minusSeconds(310))
                .build())
        .setSentence(
            "Workflow train is invalid: .modelgate/config.yaml:8: Unknown key \"at-leest\", did you"
                + " mean \"at-least\"?")
        .build();
  }
}
