package dev.modelgate.ingest;

import dev.modelgate.ingest.gitevent.IgnoreReason;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a sender is told of a delivery.
 *
 * @param status of HTTP
 * @param result one word for programs and for counting
 * @param message a sentence for people
 * @param eventId the event that it led to; null where it led to none
 */
record WebhookAnswer(int status, String result, String message, @Nullable String eventId) {

  /** What operators count; the other results are rare enough to appear when they happen. */
  static final List<String> RESULTS =
      List.of("accepted", "known", "unauthorized", "unreadable", "unavailable");

  static final WebhookAnswer UNKNOWN_OR_UNSIGNED =
      new WebhookAnswer(
          401,
          "unauthorized",
          "Expected a hook of this server and its signature in X-Modelgate-Signature, but got others",
          null);
  static final WebhookAnswer TOO_LARGE =
      new WebhookAnswer(413, "too-large", "Expected a smaller body; this one was not read", null);
  static final WebhookAnswer CUT_OFF =
      new WebhookAnswer(408, "cut-off", "Expected a whole body, but it broke off", null);
  static final WebhookAnswer ENCODED =
      new WebhookAnswer(
          415, "encoded", "Expected a body as it was signed, but got a compressed one", null);
  static final WebhookAnswer TRY_AGAIN =
      new WebhookAnswer(
          503,
          "unavailable",
          "Expected to keep this safely, but cannot at the moment; send it again",
          null);

  static WebhookAnswer accepted(String eventId) {
    return new WebhookAnswer(202, "accepted", "It is appended to the log.", eventId);
  }

  static WebhookAnswer twice(String eventId) {
    return new WebhookAnswer(
        202, "known", "It was appended to the log when it came first.", eventId);
  }

  static WebhookAnswer ignored(IgnoreReason reason, String sentence) {
    return new WebhookAnswer(
        202, reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), sentence, null);
  }

  static WebhookAnswer unreadable(String problem) {
    return new WebhookAnswer(202, "unreadable", problem + "; it is kept as a dead letter", null);
  }

  static WebhookAnswer anotherRepository(String sentence) {
    return new WebhookAnswer(403, "another-repository", sentence, null);
  }
}
