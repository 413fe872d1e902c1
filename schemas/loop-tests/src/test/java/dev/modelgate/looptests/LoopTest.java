package dev.modelgate.looptests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.PlanDeclined;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.stream.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of single events. */
class LoopTest {

  private static final Stage STAGE = Stage.onTestParts();

  @BeforeAll
  static void start() {
    STAGE.start("one");
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  @Test
  void handlesAnEventOnceThatIsDeliveredTwice() {
    Ping ping = new Ping("twice", "twice", 1, "plain");
    STAGE.send(ping);
    STAGE.send(ping);
    STAGE.send(new Ping("after twice", "twice", 2, "plain"));

    awaitEffects("twice", 2);
    assertThat(STAGE.number("select count(*) from effect where event_id = 'twice'")).isEqualTo(1);
    assertThat(STAGE.answers("twice")).hasSize(2);
  }

  @Test
  void putsARecordAsideAfterThreeTriesTellsItsSubjectAndGoesOn() {
    STAGE.send(new Ping("bad", "bad", 1, "fail"));
    STAGE.send(new Ping("good", "bad", 2, "plain"));

    awaitEffects("bad", 1);
    assertThat(STAGE.number("select number from effect where key = 'bad'")).isEqualTo(2);
    assertThat(STAGE.answers("bad"))
        .extracting(PlanDeclined::getSentence)
        .containsExactly("internal", "plain");
    assertThat(TinyFlow.failures("bad")).isEqualTo(1 + 3);
    ConsumerRecord<byte[], byte[]> dead = awaitDeadLetter("bad");
    assertThat(STAGE.decode(dead.value()).get(0)).isEqualTo("bad");
    assertThat(TopicReader.header(dead, "modelgate-reason")).isEqualTo("internal");
    assertThat(TopicReader.header(dead, "modelgate-error")).contains("the test says no");
    assertThat(TopicReader.header(dead, "modelgate-stack")).contains("TinyFlow.on");
  }

  @Test
  void goesOnWhereEvenTheSubjectCannotBeTold() {
    STAGE.send(new Ping("worse", "worse", 1, "fail twice"));
    STAGE.send(new Ping("better", "worse", 2, "plain"));

    awaitEffects("worse", 1);
    assertThat(STAGE.answers("worse")).hasSize(1);
    awaitDeadLetter("worse");
  }

  @Test
  void treatsAnErrorAsAnyFailure() {
    STAGE.send(new Ping("hard", "hard", 1, "fail hard"));
    STAGE.send(new Ping("soft", "hard", 2, "plain"));

    awaitEffects("hard", 1);
    assertThat(STAGE.number("select number from effect where key = 'hard'")).isEqualTo(2);
    awaitDeadLetter("hard");
  }

  @Test
  void doesNotTryADeadLetterAgainWhenItsRecordComesTwice() {
    Ping ping = new Ping("bad twice", "bad twice", 1, "fail");
    STAGE.send(ping);
    awaitDeadLetter("bad twice");
    STAGE.send(ping);
    STAGE.send(new Ping("good twice", "bad twice", 2, "plain"));

    awaitEffects("bad twice", 1);
    assertThat(STAGE.answers("bad twice")).hasSize(2);
  }

  @Test
  void putsUnreadableBytesAsideAtOnce() {
    byte[] bytes = "no event".getBytes(StandardCharsets.UTF_8);
    STAGE.sendBytes(Topic.GIT_EVENTS, "junk", bytes);
    STAGE.send(new Ping("after junk", "junk", 1, "plain"));

    awaitEffects("junk", 1);
    ConsumerRecord<byte[], byte[]> dead = awaitDeadLetter("junk");
    assertThat(dead.value()).isEqualTo(bytes);
    assertThat(TopicReader.header(dead, "modelgate-reason")).isEqualTo("unreadable");
    assertThat(TopicReader.header(dead, "modelgate-topic"))
        .isEqualTo(STAGE.names().of(Topic.GIT_EVENTS));
  }

  @Test
  void carriesTheTraceOfARecordOn() {
    STAGE.send(new Ping("traced", "traced", 1, "task"));
    awaitEffects("traced", 2);
    String trace = traceOf(Topic.WORKFLOW_PLANS, "traced");
    assertThat(traceOf(Topic.REPORTS, "traced")).isEqualTo(trace).hasSize(32);
  }

  @Test
  void handlesATombstone() {
    STAGE.sendBytes(Topic.PROJECTS, "gone", null);
    awaitEffects("gone", 1);
  }

  private static String traceOf(Topic topic, String key) {
    String name = STAGE.names().of(topic);
    Stage.await("record of " + key, () -> !STAGE.records(name, key).isEmpty());
    return TraceContext.parse(
            TopicReader.header(STAGE.records(name, key).getFirst(), TraceContext.HEADER))
        .orElseThrow()
        .traceId();
  }

  private static void awaitEffects(String key, int count) {
    Stage.await("effects of " + key, () -> STAGE.effects(key) >= count);
  }

  private static ConsumerRecord<byte[], byte[]> awaitDeadLetter(String key) {
    String topic = STAGE.names().deadLetter(STAGE.names().of(Topic.GIT_EVENTS));
    Stage.await("dead letter of " + key, () -> !STAGE.records(topic, key).isEmpty());
    List<ConsumerRecord<byte[], byte[]>> found = STAGE.records(topic, key);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
