package dev.modelgate.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.reporter.bucket.Bucket;
import dev.modelgate.reporter.bucket.Stored;
import dev.modelgate.reporter.bucket.StoredObject;
import dev.modelgate.reporter.render.Digest;
import dev.modelgate.reporter.retention.Retention;
import dev.modelgate.reporter.store.RetentionStore;
import dev.modelgate.stream.Transactions;
import dev.modelgate.testkit.Samples;
import dev.modelgate.testkit.TestParts;
import dev.modelgate.testkit.TestService;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is old goes, once a day, by one instance at a time. */
class RetentionFlowTest {

  private static final Retention RETENTION =
      new Retention(Duration.ofDays(90), Duration.ofDays(30));

  private static TestService service;
  private static Stored stored;

  @BeforeAll
  static void start(@TempDir Path data) {
    stored = new Stored("retention-test");
    Map<String, Object> settings = new HashMap<>(TestParts.s3Settings("retention-test"));
    settings.put("modelgate.loop.enabled", false);
    service = TestService.start("reporter", data, settings);
    service.handle(Samples.projectRegistered().build());
  }

  @AfterAll
  static void stop() {
    service.close();
    stored.close();
  }

  @Test
  void takesAwayWhatIsOldAndNobodyNeeds() {
    Told plain = run(1);
    Told replaced = run(2);
    Told baseline = run(3);
    Told tag = run(4);
    Told againOfAnOldCommit = run(5);
    tag.ref = "refs/tags/v1";
    for (Told told : new Told[] {plain, replaced, baseline, tag, againOfAnOldCommit}) {
      told.all().forEach(heard -> service.handle(heard.event()));
      store(told.attemptId());
    }
    store("nobody-knows");
    stored.put("models/v1", "not ours");
    service.handle(replaced.promoted());
    service.handle(baseline.promoted());
    againOfAnOldCommit.along = replaced.along;
    service.handle(againOfAnOldCommit.promoted());

    assertThat(sweep(Duration.ofDays(29))).isZero();
    assertThat(names()).hasSize(19);
    assertThat(sweep(Duration.ofDays(29).plusHours(1))).as("once a day").isEqualTo(-1);

    sweep(Duration.ofDays(40));
    assertThat(names())
        .doesNotContain(
            "attempts/" + plain.attemptId() + "/1/series.avro",
            "attempts/" + plain.attemptId() + "/1/artifacts/m.bin",
            "attempts/" + replaced.attemptId() + "/1/series.avro",
            "attempts/" + againOfAnOldCommit.attemptId() + "/1/series.avro")
        .contains(
            "attempts/" + plain.attemptId() + "/1/log/000000000000000-000000000001",
            "attempts/" + baseline.attemptId() + "/1/series.avro",
            "attempts/" + tag.attemptId() + "/1/artifacts/m.bin",
            "attempts/nobody-knows/1/series.avro");

    sweep(Duration.ofDays(100));
    sweep(Duration.ofDays(102));
    assertThat(names())
        .containsExactlyInAnyOrder(
            "attempts/" + baseline.attemptId() + "/1/series.avro",
            "attempts/" + baseline.attemptId() + "/1/artifacts/m.bin",
            "attempts/" + tag.attemptId() + "/1/series.avro",
            "attempts/" + tag.attemptId() + "/1/artifacts/m.bin",
            "models/v1");
  }

  @Test
  void letsOneInstanceAtATimeSweepAndAnotherGoOnWhenItIsGone() {
    Instant now = Instant.now().plus(Duration.ofDays(500));
    RetentionStore store = service.bean(RetentionStore.class);
    assertThat(store.take(now, Duration.ofMinutes(5))).isPresent();
    assertThat(store.take(now.plusSeconds(1), Duration.ofMinutes(5))).isEmpty();
    assertThat(store.take(now.plusSeconds(301), Duration.ofMinutes(5))).isPresent();
    store.reached("attempts/b", now);
    assertThat(store.take(now, Duration.ofMinutes(5))).hasValue("attempts/b");
    store.reached("", Instant.EPOCH);
  }

  /** Runs to the end; how many objects went, −1 where nothing was due. */
  private static int sweep(Duration later) {
    RetentionFlow flow =
        new RetentionFlow(
            service.bean(RetentionStore.class),
            service.bean(Bucket.class),
            RETENTION,
            service.bean(Transactions.class),
            Clock.offset(Clock.systemUTC(), later));
    int before = names().size();
    int steps = 1;
    while (flow.step()) {
      steps++;
    }
    return steps == 1 ? -1 : before - names().size();
  }

  private static Told run(int number) {
    Told told = new Told(number, Digest.sha256("retention " + number).substring(0, 40));
    told.at = Instant.now();
    return told;
  }

  private static void store(String attemptId) {
    for (String name :
        new String[] {"log/000000000000000-000000000001", "series.avro", "artifacts/m.bin"}) {
      stored.put("attempts/" + attemptId + "/1/" + name, "x");
    }
  }

  private static Set<String> names() {
    return service.bean(Bucket.class).list("").stream()
        .map(StoredObject::key)
        .collect(Collectors.toSet());
  }
}
