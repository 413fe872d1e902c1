package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.api.ErrorJson;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;

/**
 * Words for what no entry answers: no such address, a word where a number belongs, a defect. As
 * JSON for programs, as a page elsewhere, never with the details of what went wrong inside.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class ErrorAnswers implements ErrorResponseProcessor<Object> {

  private final PageMaker pages;

  ErrorAnswers(PageMaker pages) {
    this.pages = pages;
  }

  @Override
  public MutableHttpResponse<Object> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    String path = context.getRequest().getPath();
    String sentence = sentence(response.status());
    if (path.startsWith("/api/") || path.startsWith("/subjects") || path.startsWith("/schemas/")) {
      String code = response.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
      return response
          .contentType(MediaType.APPLICATION_JSON_TYPE)
          .body((Object) new ErrorJson(code, sentence));
    }
    return response
        .contentType(MediaType.of(PagesEntry.HTML))
        .body((Object) pages.make("missing", Map.of("sentence", sentence)));
  }

  private static String sentence(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND -> "There is nothing at this address.";
      case BAD_REQUEST ->
          "Expected numbers where the address has numbers, but there is something else.";
      case METHOD_NOT_ALLOWED -> "This address is for reading only.";
      case SERVICE_UNAVAILABLE -> "Too much is asked for at once; try again in a moment.";
      default ->
          status.getCode() >= 500
              ? "Modelgate could not make this answer; its log says why."
              : "This request was refused: " + status.getReason() + ".";
    };
  }
}
