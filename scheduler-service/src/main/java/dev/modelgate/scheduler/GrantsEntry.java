package dev.modelgate.scheduler;

import dev.modelgate.scheduler.grant.Bucket;
import dev.modelgate.scheduler.grant.GrantedFile;
import dev.modelgate.scheduler.grant.WantedFile;
import dev.modelgate.scheduler.store.AttemptStore;
import dev.modelgate.stream.Brief;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** The HTTP side of grants: a runner asks for addresses to store files of an attempt at. */
@Controller("/api/grants")
@ExecuteOn(TaskExecutors.BLOCKING)
class GrantsEntry {

  private static final Logger LOG = LoggerFactory.getLogger(GrantsEntry.class);
  private static final int MOST_FILES = 100;
  private static final Duration VALID = Duration.ofMinutes(15);

  /** Files follow the event that says the attempt ended, for as long as the runner is patient. */
  private static final Duration AFTER_END = Duration.ofHours(24);

  private final AttemptStore attempts;
  private final Bucket bucket;
  private final ObjectMapper json;
  private final Clock clock;

  GrantsEntry(AttemptStore attempts, Bucket bucket, ObjectMapper json, Clock clock) {
    this.attempts = attempts;
    this.bucket = bucket;
    this.json = json;
    this.clock = clock;
  }

  /** One file as it is posted. */
  @Serdeable
  record PostedFile(@Nullable String path, @Nullable Long bytes) {

    WantedFile wanted() {
      return new WantedFile(
          Objects.requireNonNullElse(path, ""), Objects.requireNonNullElse(bytes, -1L));
    }
  }

  /** What is posted; every field that is missing is a problem in the answer, not an exception. */
  @Serdeable
  record Wish(
      @Nullable String runnerId,
      @Nullable String attemptId,
      @Nullable Long token,
      @Nullable List<PostedFile> files) {

    List<WantedFile> wanted() {
      return files == null ? List.of() : files.stream().map(PostedFile::wanted).toList();
    }
  }

  /** Where the files may be put, in the order in which they were asked for. */
  @Serdeable
  record Granted(List<GrantedFile> files, Instant expiresAt) {}

  /** Why a request was not done. */
  @Serdeable
  record Problem(String error, String message) {}

  /** Grants one PUT for each file, where the attempt still counts. */
  @Post
  @Secured("admin")
  HttpResponse<?> grant(@Body String body) {
    Wish wish = read(body);
    if (wish == null
        || wish.runnerId() == null
        || wish.attemptId() == null
        || wish.token() == null) {
      return invalid(
          "Expected a JSON object with runnerId, attemptId, token and files, but it cannot be read"
              + " as one.");
    }
    List<WantedFile> files = wish.wanted();
    if (files.isEmpty() || files.size() > MOST_FILES) {
      return invalid(
          "Expected 1 to %d files, but there are %d.".formatted(MOST_FILES, files.size()));
    }
    List<String> problems = files.stream().flatMap(file -> file.problem().stream()).toList();
    if (!problems.isEmpty()) {
      return invalid(String.join(" ", problems.subList(0, Math.min(3, problems.size()))));
    }
    Instant now = clock.instant();
    if (!attempts.mayStore(wish.attemptId(), wish.token(), wish.runnerId(), now.minus(AFTER_END))) {
      return HttpResponse.status(HttpStatus.CONFLICT)
          .body(
              new Problem(
                  "not-current",
                  "Expected attempt %s with token %d to be one that runs on this runner or ended there in the last 24 hours, but it is not; drop its files."
                      .formatted(shown(wish.attemptId()), wish.token())));
    }
    try {
      String prefix = "attempts/%s/%d/".formatted(wish.attemptId(), wish.token());
      return HttpResponse.ok(new Granted(bucket.grant(prefix, files, VALID), now.plus(VALID)));
    } catch (SdkException e) {
      LOG.warn("nothing granted attempt={} reason=\"{}\"", wish.attemptId(), Brief.of(e));
      return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
          .body(
              new Problem(
                  "unavailable",
                  "Expected to grant uploads, but the store of objects does not answer; try again"
                      + " (modelgate.s3.endpoint and its keys say where it is)."));
    }
  }

  private @Nullable Wish read(String body) {
    try {
      return json.readValue(body, Wish.class);
    } catch (IOException e) {
      return null;
    }
  }

  private static HttpResponse<?> invalid(String message) {
    return HttpResponse.badRequest(new Problem("invalid-request", message));
  }

  private static String shown(String id) {
    String line = id.replaceAll("\\p{Cntrl}", "?");
    return line.length() > 100 ? line.substring(0, 100) + "…" : line;
  }
}
