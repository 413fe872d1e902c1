package dev.modelgate.looptests;

import dev.modelgate.events.DeclineReason;
import dev.modelgate.events.GitEventReceived;
import dev.modelgate.events.PlanDeclined;
import dev.modelgate.events.ReportDelivered;
import dev.modelgate.events.ReportKind;
import dev.modelgate.testkit.Samples;

/** Events of the tiny service: pushes in, declined plans and delivered reports out. */
final class TinyCodec {

  private TinyCodec() {}

  static GitEventReceived pushed(Ping ping) {
    return Samples.gitEventReceived()
        .setEventId(ping.id())
        .setProjectId(ping.key())
        .setDeliveryId(String.valueOf(ping.number()))
        .setRef(ping.what())
        .build();
  }

  static Ping ping(GitEventReceived event) {
    return new Ping(
        event.getEventId(),
        event.getProjectId(),
        Integer.parseInt(event.getDeliveryId()),
        event.getRef());
  }

  static PlanDeclined answered(String eventId, Ping ping, String sentence) {
    return PlanDeclined.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(Samples.AT)
        .setCausedBy(ping.id())
        .setProjectId(ping.key())
        .setProjectName("tiny")
        .setRepository("none")
        .setRef(String.valueOf(ping.number()))
        .setReason(DeclineReason.NOT_BUILT)
        .setSentence(sentence)
        .build();
  }

  static ReportDelivered done(String eventId, String key, int number) {
    return ReportDelivered.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(Samples.AT)
        .setCausedBy(key + "/" + number)
        .setProjectId(key)
        .setProjectName("tiny")
        .setRepository("none")
        .setSha(Samples.SHA)
        .setKind(ReportKind.NOTE)
        .setTarget(String.valueOf(number))
        .setContentSha256("00")
        .build();
  }
}
