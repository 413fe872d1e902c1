package dev.modelgate.ingest;

import dev.modelgate.stream.Brief;
import dev.modelgate.stream.rows.SqlFailures;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.exceptions.response.HateoasErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives every error the one form, whoever found it: our code, the framework or PostgreSQL. */
final class ErrorAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

  private ErrorAnswers() {}

  /** Errors that the framework finds: no such path, no token, a body beyond the limit. */
  @Singleton
  @Replaces(HateoasErrorResponseProcessor.class)
  static final class OfTheFramework implements ErrorResponseProcessor<ErrorJson> {

    @Override
    public MutableHttpResponse<ErrorJson> processResponse(
        ErrorContext context, MutableHttpResponse<?> response) {
      HttpStatus status = response.status();
      String path = context.getRequest().getMethodName() + " " + context.getRequest().getPath();
      String what =
          switch (status) {
            case UNAUTHORIZED -> "a token (Authorization: Bearer …), but got none that is valid";
            case FORBIDDEN -> "the token of an admin, but got another";
            case NOT_FOUND -> "a path of this server, but there is nothing here";
            default ->
                "a request that can be answered, but: "
                    + context.getErrors().stream()
                        .findFirst()
                        .map(error -> error.getMessage())
                        .orElse(status.getReason());
          };
      String code = status.getReason().toLowerCase(Locale.ROOT).replace(' ', '-');
      return response
          .contentType(MediaType.APPLICATION_JSON_TYPE)
          .body(ErrorJson.of(code, Brief.line(path + ": Expected " + what)));
    }
  }

  /** Errors that nobody expected, and PostgreSQL being away. */
  @Singleton
  static final class OfOurs implements ExceptionHandler<RuntimeException, HttpResponse<ErrorJson>> {

    @Override
    public HttpResponse<ErrorJson> handle(HttpRequest request, RuntimeException exception) {
      if (SqlFailures.meaningOf(exception) == SqlFailures.Meaning.AWAY) {
        LOG.warn("PostgreSQL is away path={} cause={}", request.getPath(), Brief.of(exception));
        return HttpResponse.<ErrorJson>status(HttpStatus.SERVICE_UNAVAILABLE)
            .body(
                ErrorJson.of(
                    "unavailable",
                    "Expected to reach PostgreSQL, but it is away; try again in a moment"));
      }
      LOG.error("request failed path={}", request.getPath(), exception);
      return HttpResponse.<ErrorJson>serverError()
          .body(
              ErrorJson.of(
                  "internal", "Expected to answer, but failed; the server's log says why"));
    }
  }
}
