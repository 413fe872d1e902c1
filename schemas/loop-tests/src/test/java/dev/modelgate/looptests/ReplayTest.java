package dev.modelgate.looptests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.wire.ReplayHeaders;
import dev.modelgate.events.wire.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of a dead letter that somebody puts back. */
class ReplayTest {

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
  void isHandledOnceAlthoughItsEventIsKnownHoweverOftenItIsPutBack() {
    Ping ping = bury("repaired");
    TinyFlow.REPAIRED.add(ping.id());
    putBack(ping, "letters/7", "tiny");
    putBack(ping, "letters/7", "tiny");
    awaitMarker(ping, 2);
    assertThat(effects(ping)).isEqualTo(1);
    assertThat(STAGE.answers(ping.key()).getLast().getSentence()).isEqualTo("plain");
  }

  @Test
  void becomesAnotherDeadLetterWhereItFailsAgain() {
    Ping ping = bury("still broken");
    putBack(ping, "letters/8", "tiny");
    awaitDeadLetters(ping, 2);
    assertThat(TinyFlow.failures(ping.id())).isEqualTo(2 * (1 + 3));
  }

  @Test
  void isNothingToServicesThatHadHandledIt() {
    Ping ping = bury("another's");
    TinyFlow.REPAIRED.add(ping.id());
    putBack(ping, "letters/9", "another");
    awaitMarker(ping, 2);
    assertThat(effects(ping)).isZero();
  }

  private static Ping bury(String key) {
    Ping ping = new Ping(key, key, 1, "fail");
    STAGE.send(ping);
    awaitDeadLetters(ping, 1);
    return ping;
  }

  private static void awaitDeadLetters(Ping ping, int count) {
    String topic = STAGE.names().deadLetter(STAGE.names().of(Topic.GIT_EVENTS));
    Stage.await("dead letters", () -> STAGE.records(topic, ping.key()).size() == count);
  }

  private static void putBack(Ping ping, String letter, String service) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            STAGE.names().of(Topic.GIT_EVENTS),
            bytes(ping.key()),
            STAGE.wire().encode(TinyCodec.pushed(ping)));
    record.headers().add(ReplayHeaders.LETTER, bytes(letter));
    record.headers().add(ReplayHeaders.SERVICE, bytes(service));
    STAGE.send(record);
  }

  /** Another event of the key, after which all before it is handled. */
  private static void awaitMarker(Ping ping, int number) {
    STAGE.send(new Ping(ping.id() + " marker", ping.key(), number, "plain"));
    Stage.await(
        "the marker",
        () ->
            STAGE.number(
                    "select count(*) from effect where event_id = '" + sql(ping.id()) + " marker'")
                == 1);
  }

  private static long effects(Ping ping) {
    return STAGE.number("select count(*) from effect where event_id = '" + sql(ping.id()) + "'");
  }

  private static String sql(String text) {
    return text.replace("'", "''");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
