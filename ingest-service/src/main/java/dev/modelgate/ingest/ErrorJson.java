package dev.modelgate.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.modelgate.ingest.project.FieldProblem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the API answers instead of what was asked for.
 *
 * @param error one word for programs
 * @param message a sentence for people, with what to do next
 * @param problems what is wrong with which field; null where it is not about fields
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
record ErrorJson(String error, String message, @Nullable List<Problem> problems) {

  /** What is wrong with one field. */
  @Serdeable
  record Problem(String field, String message) {}

  /** An error that is not about fields. */
  static ErrorJson of(String error, String message) {
    return new ErrorJson(error, message, null);
  }

  /** A request with these problems. */
  static MutableHttpResponse<Object> badRequest(List<FieldProblem> problems) {
    List<Problem> shown =
        problems.stream().map(one -> new Problem(one.field(), one.message())).toList();
    String first = shown.getFirst().field() + ": " + shown.getFirst().message();
    String others = shown.size() == 1 ? "" : " (and " + (shown.size() - 1) + " more)";
    return HttpResponse.badRequest(new ErrorJson("invalid-request", first + others, shown));
  }

  /** No project of that name. */
  static MutableHttpResponse<Object> unknownProject(String name) {
    return HttpResponse.status(HttpStatus.NOT_FOUND)
        .body(
            of(
                "unknown-project",
                "Expected the name of a project, but there is none called '%s'; ./modelgate project list lists them"
                    .formatted(name)));
  }

  /** Ends a request with this. */
  static HttpStatusException thrown(HttpStatus status, String error, String message) {
    return new HttpStatusException(status, of(error, message));
  }
}
