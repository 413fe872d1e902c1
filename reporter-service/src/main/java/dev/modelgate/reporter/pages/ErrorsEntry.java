package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.api.ErrorJson;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what no other entry answers: as JSON below /api, as a page elsewhere, without details.
 */
@Controller
final class ErrorsEntry {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorsEntry.class);

  private final PageMaker pages;

  ErrorsEntry(PageMaker pages) {
    this.pages = pages;
  }

  @Error(global = true, status = HttpStatus.NOT_FOUND)
  HttpResponse<?> notFound(HttpRequest<?> request) {
    return answer(request, HttpStatus.NOT_FOUND, "not-found", "There is nothing at this address.");
  }

  @Error(global = true, status = HttpStatus.BAD_REQUEST)
  HttpResponse<?> badRequest(HttpRequest<?> request) {
    return answer(
        request,
        HttpStatus.BAD_REQUEST,
        "bad-request",
        "Expected numbers where the address has numbers, but got something else.");
  }

  @Error(global = true)
  HttpResponse<?> failed(HttpRequest<?> request, Throwable failure) {
    LOG.error("Expected to answer {} {}", request.getMethodName(), request.getPath(), failure);
    return answer(
        request,
        HttpStatus.INTERNAL_SERVER_ERROR,
        "internal",
        "Modelgate could not make this answer; its log says why.");
  }

  private HttpResponse<?> answer(
      HttpRequest<?> request, HttpStatus status, String code, String sentence) {
    if (request.getPath().startsWith("/api/")) {
      return HttpResponse.status(status).body(new ErrorJson(code, sentence));
    }
    return HttpResponse.status(status)
        .contentType(MediaType.of(PagesEntry.HTML))
        .body(pages.make("missing", Map.of("sentence", sentence)));
  }
}
