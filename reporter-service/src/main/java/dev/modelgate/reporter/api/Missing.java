package dev.modelgate.reporter.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;

/** Answers for what is not there. They are the same whether it never was or nobody may see it. */
final class Missing {

  private Missing() {}

  static HttpResponse<ErrorJson> run(String project, int number) {
    return HttpResponse.notFound(
        new ErrorJson(
            "not-found",
            "Expected run "
                + number
                + " of project "
                + project
                + ", but there is none; ./modelgate run list lists what there is"));
  }

  static HttpResponse<ErrorJson> commit(String project, String sha) {
    return HttpResponse.notFound(
        new ErrorJson(
            "not-found",
            "Expected commit "
                + sha
                + " of project "
                + project
                + ", but nothing was said of it; give its full id"));
  }

  static HttpResponse<ErrorJson> log(String project, int number) {
    return ofAttempt("a log", project, number);
  }

  static HttpResponse<ErrorJson> artifacts(String project, int number) {
    return ofAttempt("artifacts", project, number);
  }

  private static HttpResponse<ErrorJson> ofAttempt(String what, String project, int number) {
    return HttpResponse.notFound(
        new ErrorJson(
            "not-found",
            "Expected "
                + what
                + " of run "
                + number
                + " of project "
                + project
                + ", but no such attempt started"));
  }

  /** What is there cannot be given just now. */
  static HttpResponse<ErrorJson> away(String sentence) {
    return HttpResponse.<ErrorJson>status(HttpStatus.SERVICE_UNAVAILABLE)
        .header("Retry-After", "5")
        .body(new ErrorJson("unavailable", sentence));
  }

  static HttpResponse<ErrorJson> artifact(String path) {
    return HttpResponse.notFound(
        new ErrorJson(
            "not-found",
            "Expected an artifact at " + path + ", but there is none; the list is one level up"));
  }

  static HttpResponse<ErrorJson> attempt(String project, int number) {
    return HttpResponse.notFound(
        new ErrorJson(
            "not-found",
            "Expected an attempt of run "
                + number
                + " of project "
                + project
                + ", but it has no such step or attempt; GET /api/runs/"
                + project
                + "/"
                + number
                + " lists them"));
  }

  static HttpResponse<ErrorJson> series(String project, int number, String name) {
    return HttpResponse.notFound(
        new ErrorJson(
            "not-found",
            "Expected series "
                + name
                + " of run "
                + number
                + " of project "
                + project
                + ", but no attempt wrote it; GET /api/runs/"
                + project
                + "/"
                + number
                + "/series lists what there is"));
  }
}
