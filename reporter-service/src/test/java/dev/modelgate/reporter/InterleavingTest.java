package dev.modelgate.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.wire.Topic;
import dev.modelgate.reporter.bucket.Stored;
import dev.modelgate.reporter.intake.ProjectRef;
import dev.modelgate.reporter.render.Digest;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.NoteRenderer;
import dev.modelgate.reporter.store.CommitStore;
import dev.modelgate.reporter.store.NoteStore;
import dev.modelgate.reporter.store.RunStore;
import dev.modelgate.stream.Transactions;
import dev.modelgate.testkit.Samples;
import dev.modelgate.testkit.TestParts;
import dev.modelgate.testkit.TestService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Order holds within one topic only; whatever the order between them, the same is said. */
class InterleavingTest {

  /** How many of the 280 are played, spread over all of them; each costs five pages. */
  private static final int PLAYED = Integer.getInteger("soak.interleavings", 40);

  private static final List<Topic> TOPICS =
      List.of(Topic.WORKFLOW_PLANS, Topic.EXPERIMENTS, Topic.CHECK_RESULTS);

  private static TestService service;
  private static Stored stored;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path data) {
    stored = new Stored("interleaving-test");
    Map<String, Object> settings = new HashMap<>(TestParts.s3Settings("interleaving-test"));
    settings.put("modelgate.loop.enabled", false);
    service = TestService.start("reporter", data, settings);
    browser = new Browser(service);
    service.handle(Samples.projectRegistered().build());
    baseline().all().forEach(heard -> service.handle(heard.event()));
  }

  @AfterAll
  static void stop() {
    service.close();
    stored.close();
  }

  @Test
  void saysTheSameHoweverTheTopicsInterleave() {
    var said = new HashSet<String>();
    var shown = new HashSet<String>();
    List<List<Topic>> interleavings = interleavings();
    for (int i = 0; i < PLAYED; i++) {
      Told told = run(i + 2);
      List<Topic> order = interleavings.get(i * (interleavings.size() - 1) / (PLAYED - 1));
      // One commit for all of them: what is tested is the order, not PostgreSQL's disk.
      service.bean(Transactions.class).run(() -> play(told, order));
      said.add(saidOf(told));
      // Pages are made of what is in a run and nothing else; some of them prove it.
      if (i % 7 == 0) {
        shown.add(pagesOf(told));
      }
    }
    assertThat(interleavings).hasSize(280);
    assertThat(said).hasSize(1);
    assertThat(shown).hasSize(1);
    assertThat(shown.iterator().next()).contains("LEARNING_RATE 0.05 → 0.4");
    assertThat(said.iterator().next())
        .contains("failed: accuracy 0.948 is 2.9 % worse than main (0.976), 1 % allowed")
        .contains("✗ modelgate/train: failed: accuracy 0.948 is 2.9 % worse");
  }

  @Test
  void saysTheSameWhenEverythingIsHeardTwice() {
    Told once = run(500);
    once.all().forEach(heard -> service.handle(heard.event()));
    service.handle(once.promoted());
    Told twice = run(501);
    for (int time = 0; time < 2; time++) {
      twice.all().forEach(heard -> service.handle(heard.event()));
      service.handle(twice.promoted());
    }
    assertThat(saidOf(twice)).isEqualTo(saidOf(once));
    assertThat(pagesOf(twice)).isEqualTo(pagesOf(once));
    assertThat(service.number("select count(*) from task where payload like '%" + twice.sha + "%'"))
        .isEqualTo(1);
  }

  private static Told baseline() {
    return new Told(1, sha(1));
  }

  private static Told run(int number) {
    Told told = new Told(number, sha(number)).failedAgainst(baseline());
    told.branch = "bigger-steps";
    told.subject = "learning rate × 8";
    told.environment = Map.of("LEARNING_RATE", "0.4", "STEPS", "400");
    return told;
  }

  private static String sha(int number) {
    return Digest.sha256("commit " + number).substring(0, 40);
  }

  private static void play(Told told, List<Topic> order) {
    var events = new ArrayList<>(told.all());
    events.add(new Told.Heard(Topic.CHECK_RESULTS, told.promoted()));
    for (Topic topic : order) {
      SpecificRecord next =
          events.stream().filter(heard -> heard.topic() == topic).findFirst().orElseThrow().event();
      events.removeIf(heard -> heard.event() == next);
      service.handle(next);
    }
    assertThat(events).isEmpty();
  }

  /** Statuses, the run with all that its pages are made of, and its note. */
  private static String saidOf(Told told) {
    return nameless(
        told,
        browser.text("/api/commits/penguins/" + told.sha),
        browser.text("/api/runs/penguins/" + told.number),
        service.bean(RunStore.class).find("penguins", told.number).orElseThrow().toString(),
        note(told));
  }

  private static String pagesOf(Told told) {
    return nameless(
        told,
        browser.text("/api/runs/penguins/" + told.number + "/comment"),
        browser.text("/projects/penguins/runs/" + told.number));
  }

  /** Without what only names this very run. */
  private static String nameless(Told told, String... texts) {
    String said = String.join("\n", texts);
    return said.replace(told.sha, "SHA")
        .replace(told.sha.substring(0, 7), "SHA7")
        .replace(told.runId(), "RUN")
        .replace(told.experimentId(), "EXPERIMENT")
        .replace(told.attemptId(), "ATTEMPT")
        .replaceAll("<time[^>]*>[^<]*</time>", "TIME")
        .replaceAll(
            "(runs/|run |train #|runs=1,|\"number\":|number=|penguins[ /])" + told.number + "\\b",
            "$1N");
  }

  /** The note that was asked for last. */
  private static String note(Told told) {
    ProjectRef project = new ProjectRef(told.projectId, "penguins", told.repository);
    String note =
        NoteRenderer.render(
                service.bean(CommitStore.class).report(project, told.sha),
                service.bean(Links.class))
            .orElseThrow();
    boolean another =
        service.bean(NoteStore.class).want(told.projectId, told.sha, Digest.sha256(note));
    assertThat(another).as("another note than was asked for").isFalse();
    return note;
  }

  /** Every order of one plan, four events of the experiment and three of the checks. */
  private static List<List<Topic>> interleavings() {
    var all = new ArrayList<List<Topic>>();
    extend(List.of(), new int[] {1, 4, 3}, all);
    return all;
  }

  private static void extend(List<Topic> begun, int[] left, List<List<Topic>> all) {
    boolean complete = true;
    for (int i = 0; i < left.length; i++) {
      if (left[i] > 0) {
        complete = false;
        var longer = new ArrayList<>(begun);
        longer.add(TOPICS.get(i));
        int[] fewer = left.clone();
        fewer[i]--;
        extend(longer, fewer, all);
      }
    }
    if (complete) {
      all.add(begun);
    }
  }
}
