package dev.modelgate.ingest;

import dev.modelgate.ingest.body.BodyReader;
import dev.modelgate.ingest.project.Project;
import dev.modelgate.ingest.store.HookDirectory;
import dev.modelgate.ingest.store.HookLookup;
import dev.modelgate.ingest.webhook.HookId;
import dev.modelgate.ingest.webhook.Signature;
import dev.modelgate.stream.TraceContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /webhooks/git/{hook}}: what the hook of a plain Git repository sends. The signature
 * is the only credential. A hook that does not exist, or no signature, costs the sender a request
 * and us no body.
 */
@Controller("/webhooks/git")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebhookEntry {

  private final HookDirectory hooks;
  private final BodyReader bodies;
  private final WebhookFlow flow;
  private final IngestConfig config;
  private final MeterRegistry meters;

  WebhookEntry(
      HookDirectory hooks,
      BodyReader bodies,
      WebhookFlow flow,
      IngestConfig config,
      MeterRegistry meters) {
    this.hooks = hooks;
    this.bodies = bodies;
    this.flow = flow;
    this.config = config;
    this.meters = meters;
    WebhookAnswer.RESULTS.forEach(this::counted);
  }

  @Post(uri = "/{hook}", consumes = MediaType.ALL)
  HttpResponse<Map<String, String>> post(
      String hook, HttpRequest<?> request, @Body @Nullable InputStream body) {
    WebhookAnswer answer =
        TraceContext.step(null, "take delivery", () -> answer(hook, request.getHeaders(), body));
    counted(answer.result()).increment();
    return HttpResponse.<Map<String, String>>status(HttpStatus.valueOf(answer.status()))
        .body(json(answer));
  }

  private Counter counted(String result) {
    return Counter.builder("modelgate.ingest.deliveries")
        .description("Requests to hooks, by what their sender was answered")
        .tag("provider", "git")
        .tag("result", result)
        .register(meters);
  }

  private WebhookAnswer answer(String hook, HttpHeaders headers, @Nullable InputStream body) {
    String encoding = headers.get(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      return WebhookAnswer.ENCODED;
    }
    HookLookup lookup = HookId.parse(hook).map(hooks::find).orElseGet(HookLookup.Unknown::new);
    return switch (lookup) {
      case HookLookup.Known(Project project) -> {
        String signature = headers.get(Signature.HEADER);
        yield signature == null
            ? WebhookAnswer.UNKNOWN_OR_UNSIGNED
            : answer(project, signature, body);
      }
      case HookLookup.Unknown() -> WebhookAnswer.UNKNOWN_OR_UNSIGNED;
      case HookLookup.Unavailable() -> WebhookAnswer.TRY_AGAIN;
    };
  }

  private WebhookAnswer answer(Project project, String signature, @Nullable InputStream body) {
    InputStream given = body == null ? InputStream.nullInputStream() : body;
    return switch (bodies.read(given, config.largestBody())) {
      case BodyReader.Whole(byte[] bytes) -> flow.on(project, signature, bytes);
      case BodyReader.TooLarge(long limit) -> WebhookAnswer.TOO_LARGE;
      case BodyReader.CutOff() -> WebhookAnswer.CUT_OFF;
    };
  }

  private static Map<String, String> json(WebhookAnswer answer) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put(answer.status() < 300 ? "result" : "error", answer.result());
    json.put("message", answer.message());
    if (answer.eventId() != null) {
      json.put("eventId", answer.eventId());
    }
    return json;
  }
}
