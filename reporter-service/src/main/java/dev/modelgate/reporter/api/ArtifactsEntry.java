package dev.modelgate.reporter.api;

import dev.modelgate.reporter.artifact.Artifact;
import dev.modelgate.reporter.artifact.Artifacts;
import dev.modelgate.reporter.bucket.BucketException;
import dev.modelgate.reporter.log.LogOf;
import dev.modelgate.reporter.render.AttemptReport;
import dev.modelgate.reporter.render.Links;
import dev.modelgate.reporter.render.RunReport;
import dev.modelgate.reporter.store.RunStore;
import dev.modelgate.stream.Transactions;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists what a job left and sends it. A browser may save such a file, but never show or run it as
 * ours: its type is unknown, it is an attachment, and it gets no rights.
 */
@Controller("/api/runs/{project}/{number}/artifacts")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ArtifactsEntry {

  private static final String POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";
  private static final String AWAY = "Artifacts cannot be read at the moment.";

  private final RunStore runs;
  private final Artifacts artifacts;
  private final Transactions transactions;

  ArtifactsEntry(RunStore runs, Artifacts artifacts, Transactions transactions) {
    this.runs = runs;
    this.artifacts = artifacts;
    this.transactions = transactions;
  }

  /** All of them. */
  @Serdeable
  record ArtifactsJson(List<ArtifactJson> artifacts) {}

  /** One, and where it can be had. */
  @Serdeable
  record ArtifactJson(String path, long bytes, String url) {}

  /** Whose artifacts a request is about. */
  private record Asked(RunReport run, AttemptReport attempt) {}

  @Get
  HttpResponse<?> list(String project, int number, @QueryValue @Nullable String attempt) {
    Asked asked = find(project, number, attempt);
    if (asked == null) {
      return Missing.artifacts(project, number);
    }
    try {
      return HttpResponse.ok(
          new ArtifactsJson(
              artifacts.list(LogOf.of(asked.attempt())).stream()
                  .map(a -> json(asked, a))
                  .toList()));
    } catch (BucketException e) {
      return Missing.away(AWAY);
    }
  }

  @Get("/{+path}")
  @Produces(MediaType.ALL)
  HttpResponse<?> send(
      String project,
      int number,
      String path,
      @QueryValue @Nullable String attempt,
      @Header("Range") @Nullable String range) {
    Asked asked = find(project, number, attempt);
    if (asked == null) {
      return json(Missing.artifacts(project, number));
    }
    try {
      return artifacts
          .find(LogOf.of(asked.attempt()), path)
          .<HttpResponse<?>>map(artifact -> send(artifact, range))
          .orElseGet(() -> json(Missing.artifact(path)));
    } catch (BucketException e) {
      return json(Missing.away(AWAY));
    }
  }

  private HttpResponse<?> send(Artifact artifact, @Nullable String asked) {
    ByteRange range = ByteRange.of(asked, artifact.bytes()).orElse(null);
    if (range == null) {
      return HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
          .header("Content-Range", "bytes */" + artifact.bytes());
    }
    InputStream bytes = artifacts.open(artifact, range.from(), range.to()).orElse(null);
    if (bytes == null) {
      return json(Missing.artifact(artifact.path()));
    }
    StreamedFile file =
        new StreamedFile(
            bytes, MediaType.APPLICATION_OCTET_STREAM_TYPE, 0, range.to() - range.from());
    boolean whole = range.isWhole(artifact.bytes());
    MutableHttpResponse<StreamedFile> answer =
        HttpResponse.<StreamedFile>status(whole ? HttpStatus.OK : HttpStatus.PARTIAL_CONTENT)
            .body(file)
            .contentType(MediaType.APPLICATION_OCTET_STREAM_TYPE)
            .header("Accept-Ranges", "bytes")
            .header("Content-Disposition", disposition(artifact.path()))
            .header("Content-Security-Policy", POLICY);
    return whole
        ? answer
        : answer.header(
            "Content-Range",
            "bytes " + range.from() + "-" + (range.to() - 1) + "/" + artifact.bytes());
  }

  /** RFC 6266: the name in plain letters for old clients, and as it is for all others. */
  static String disposition(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + Links.segment(name);
  }

  private static HttpResponse<?> json(HttpResponse<?> answer) {
    return answer instanceof MutableHttpResponse<?> mutable
        ? mutable.contentType(MediaType.APPLICATION_JSON_TYPE)
        : answer;
  }

  private static ArtifactJson json(Asked asked, Artifact artifact) {
    return new ArtifactJson(
        artifact.path(), artifact.bytes(), url(asked.run(), asked.attempt(), artifact.path()));
  }

  private static String url(RunReport run, AttemptReport attempt, String path) {
    return new Links("").artifact(run, LogOf.name(run, attempt), path);
  }

  private @Nullable Asked find(String project, int number, @Nullable String attempt) {
    return transactions
        .call(() -> runs.find(project, number))
        .flatMap(run -> LogOf.find(run, attempt).map(found -> new Asked(run, found)))
        .orElse(null);
  }
}
