package dev.modelgate.ingest;

import static dev.modelgate.ingest.Ingest.A;
import static dev.modelgate.ingest.Ingest.B;
import static dev.modelgate.ingest.Ingest.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.GitEventKind;
import dev.modelgate.events.GitEventReceived;
import dev.modelgate.ingest.Ingest.Answer;
import dev.modelgate.ingest.Ingest.Registered;
import dev.modelgate.ingest.webhook.HookSecret;
import dev.modelgate.ingest.webhook.Signature;
import dev.modelgate.testkit.TestService;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a hook may say, and that each thing it says is appended once or not at all. */
@ExtendWith(SharedService.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookTest {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private Ingest ingest;
  private Registered project;
  private long eventsBefore;
  private long rowsBefore;

  @BeforeAll
  void start(TestService service) {
    ingest = Ingest.of(service);
  }

  @BeforeEach
  void register() {
    project = ingest.register("project-" + COUNT.incrementAndGet());
    eventsBefore = ingest.service().number("select count(*) from git_event");
    rowsBefore = ingest.service().number("select count(*) from outbox");
  }

  @Test
  void appendsAPushOnce() {
    String body = project.body("one", "refs/heads/main", A, B);
    Answer first = ingest.deliver(project, body);
    assertThat(first.status()).isEqualTo(202);
    assertThat(first.text("result")).isEqualTo("accepted");

    GitEventReceived event = events().getFirst();
    assertThat(event.getEventId()).isEqualTo(first.text("eventId"));
    assertThat(event.getOccurredAt()).isEqualTo(Instant.parse("2026-11-21T06:46:47Z"));
    assertThat(event.getProjectName()).isEqualTo(project.name());
    assertThat(event.getKind()).isEqualTo(GitEventKind.PUSH);
    assertThat(event.getRef()).isEqualTo("refs/heads/main");
    assertThat(event.getBefore()).isEqualTo(A);
    assertThat(event.getSha()).isEqualTo(B);
    assertThat(event.getPusher()).isEqualTo("ada");
    assertThat(event.getDeliveryId()).isEqualTo("one");

    Answer second = ingest.deliver(project, body);
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.text("result")).isEqualTo("known");
    assertThat(second.text("eventId")).isEqualTo(first.text("eventId"));
    Answer renamed = ingest.deliver(project, project.body("two", "refs/heads/main", A, B));
    assertThat(renamed.text("result")).isEqualTo("known");
    assertThat(events()).hasSize(1);
  }

  @Test
  void appendsABranchThatWentBackThreeTimes() {
    ingest.deliver(project, project.body("1", "refs/heads/x", A, B, "2026-11-21T06:46:47.1Z"));
    ingest.deliver(project, project.body("2", "refs/heads/x", B, A, "2026-11-21T06:46:47.2Z"));
    ingest.deliver(project, project.body("3", "refs/heads/x", A, B, "2026-11-21T06:46:47.3Z"));
    assertThat(events()).extracting(GitEventReceived::getSha).containsExactly(B, A, B);
  }

  @Test
  void appendsTagsAndDeletions() {
    ingest.deliver(project, project.body("1", "refs/tags/v1", ZERO, B));
    ingest.deliver(project, project.body("2", "refs/heads/old", A, ZERO));
    assertThat(events())
        .extracting(GitEventReceived::getKind)
        .containsExactly(GitEventKind.TAG, GitEventKind.PUSH);
    assertThat(events().getFirst().getBefore()).isNull();
    assertThat(events().getLast().getSha()).isNull();
  }

  @Test
  void makesOneEventOfAHundredParallelDeliveries() throws Exception {
    String body = project.body("same", "refs/heads/main", A, B);
    List<Answer> answers = inParallel(100, i -> body);
    assertThat(answers).extracting(Answer::status).containsOnly(202);
    assertThat(answers).filteredOn(answer -> answer.text("result").equals("accepted")).hasSize(1);
    assertThat(events()).hasSize(1);
  }

  @Test
  void losesNoneOfAHundredParallelPushes() throws Exception {
    List<Answer> answers = inParallel(100, i -> project.body("d" + i, "refs/heads/b" + i, ZERO, A));
    assertThat(answers).extracting(Answer::status).containsOnly(202);
    assertThat(events())
        .extracting(GitEventReceived::getRef)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 100).mapToObj(i -> "refs/heads/b" + i).toList());
  }

  @Test
  void believesNobodyWithoutTheRightSignature() {
    byte[] body = project.body("1", "refs/heads/main", A, B).getBytes(StandardCharsets.UTF_8);
    byte[] changed = body.clone();
    changed[changed.length - 3] ^= 1;
    String right = Signature.of(body, project.secret()).header();
    String others = Signature.of(body, ingest.register("other").secret()).header();
    rowsBefore++;

    for (Answer answer :
        List.of(
            ingest.deliver(project, body, null),
            ingest.deliver(project, body, ""),
            ingest.deliver(project, body, "sha256="),
            ingest.deliver(project, body, right.replace("sha256=", "sha1=")),
            ingest.deliver(project, body, others),
            ingest.deliver(project, changed, right))) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.text("error")).isEqualTo("unauthorized");
    }
    assertNothingStored();
  }

  @Test
  void knowsNoHookButItsOwn() {
    for (String hook : List.of("0".repeat(32), "x", "%00", project.hook().toUpperCase())) {
      Registered unknown =
          new Registered("", "", project.repository(), hook, new HookSecret("0".repeat(64)));
      assertThat(ingest.deliver(unknown, project.body("1", "refs/heads/main", A, B)).status())
          .isEqualTo(401);
    }
    assertNothingStored();
  }

  @Test
  void refusesAnotherRepositorysBody() {
    Registered other = ingest.register("other-" + COUNT.incrementAndGet());
    rowsBefore++;
    Answer answer = ingest.deliver(project, other.body("1", "refs/heads/main", A, B));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("message")).contains(project.repository(), other.repository());
    assertNothingStored();
  }

  @Test
  void explainsWhyNothingCameOfIt() {
    Answer notes = ingest.deliver(project, project.body("1", "refs/notes/modelgate", A, B));
    assertThat(notes.status()).isEqualTo(202);
    assertThat(notes.text("result")).isEqualTo("not-a-branch-or-tag");
    assertThat(notes.text("message")).contains("refs/notes/modelgate");
    assertNothingStored();

    ingest.delete("/api/projects/" + project.name());
    rowsBefore++;
    Answer removed = ingest.deliver(project, project.body("1", "refs/heads/main", A, B));
    assertThat(removed.status()).isEqualTo(202);
    assertThat(removed.text("result")).isEqualTo("project-removed");
    assertThat(removed.text("message")).contains(project.name());
    assertNothingStored();
    assertThat(ingest.metrics())
        .contains("modelgate_ingest_deliveries_total{provider=\"git\",result=\"project-removed\"");
  }

  @Test
  void countsWhatSendersAreAnswered() {
    String body = project.body("1", "refs/heads/main", A, B);
    Map<String, Long> before = counted();
    ingest.deliver(project, body);
    ingest.deliver(project, body);
    ingest.deliver(project, body);
    ingest.deliver(project, body.getBytes(StandardCharsets.UTF_8), null);
    ingest.deliver(project, "{");
    Map<String, Long> after = counted();
    before.forEach((result, times) -> after.merge(result, -times, Long::sum));
    after.values().removeIf(times -> times == 0);
    assertThat(after)
        .isEqualTo(Map.of("accepted", 1L, "known", 2L, "unauthorized", 1L, "unreadable", 1L));
  }

  /** How often each answer was given, as Prometheus reads it. */
  private Map<String, Long> counted() {
    Pattern line =
        Pattern.compile(
            "(?m)^modelgate_ingest_deliveries_total\\{provider=\"git\",result=\"([a-z-]+)\"} ([0-9]+)");
    Map<String, Long> counted = new TreeMap<>();
    line.matcher(ingest.metrics())
        .results()
        .forEach(found -> counted.put(found.group(1), Long.valueOf(found.group(2))));
    return counted;
  }

  private List<Answer> inParallel(int count, IntFunction<String> body) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      List<Future<Answer>> answers =
          IntStream.range(0, count)
              .mapToObj(i -> threads.submit(() -> ingest.deliver(project, body.apply(i))))
              .toList();
      List<Answer> collected = new ArrayList<>();
      for (Future<Answer> answer : answers) {
        collected.add(answer.get());
      }
      return collected;
    }
  }

  private List<GitEventReceived> events() {
    return ingest.service().emitted(GitEventReceived.class).stream()
        .filter(event -> event.getProjectId().equals(project.id()))
        .toList();
  }

  private void assertNothingStored() {
    assertThat(ingest.service().number("select count(*) from git_event")).isEqualTo(eventsBefore);
    assertThat(ingest.service().number("select count(*) from outbox")).isEqualTo(rowsBefore);
  }
}
