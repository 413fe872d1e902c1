package dev.modelgate.runner;

import dev.modelgate.runner.claim.Assignment;
import dev.modelgate.runner.claim.AttemptKey;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An assignment with sample values; tests say only what matters to them. */
public record Sample(
    AttemptKey key,
    String experimentId,
    String projectId,
    String repository,
    String ref,
    String sha,
    String run,
    Map<String, String> environment,
    List<Assignment.WantedMetric> metrics,
    Assignment.Layout layout) {

  public static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  public static Sample of(String run) {
    return new Sample(
        new AttemptKey(UUID.randomUUID().toString(), 7),
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        "/srv/git/penguins.git",
        "refs/heads/main",
        "0".repeat(40),
        run,
        Map.of(),
        List.of(),
        Assignment.Layout.none());
  }

  public Sample from(String otherRepository, String otherSha) {
    return new Sample(
        key,
        experimentId,
        projectId,
        otherRepository,
        ref,
        otherSha,
        run,
        environment,
        metrics,
        layout);
  }

  public Sample on(String otherRef) {
    return new Sample(
        key, experimentId, projectId, repository, otherRef, sha, run, environment, metrics, layout);
  }

  public Sample in(String otherProject) {
    return new Sample(
        key, experimentId, otherProject, repository, ref, sha, run, environment, metrics, layout);
  }

  public Sample with(Map<String, String> otherEnvironment) {
    return new Sample(
        key, experimentId, projectId, repository, ref, sha, run, otherEnvironment, metrics, layout);
  }

  public Sample again(long token) {
    return new Sample(
        new AttemptKey(UUID.randomUUID().toString(), token),
        experimentId,
        projectId,
        repository,
        ref,
        sha,
        run,
        environment,
        metrics,
        layout);
  }

  public Sample laidOut(Assignment.Layout other) {
    return new Sample(
        key, experimentId, projectId, repository, ref, sha, run, environment, metrics, other);
  }

  public Sample measuring(String pointer) {
    return measuring(
        new Assignment.WantedMetric(
            "json:metrics.json:" + pointer, "json", "metrics.json", pointer, "", null));
  }

  public Sample measuring(Assignment.WantedMetric metric) {
    return new Sample(
        key,
        experimentId,
        projectId,
        repository,
        ref,
        sha,
        run,
        environment,
        List.of(metric),
        layout);
  }

  /** Its assignment with other metrics to read, and other places. */
  public Assignment wanting(
      List<Assignment.WantedMetric> otherMetrics, Assignment.Layout otherLayout) {
    return new Sample(
            key,
            experimentId,
            projectId,
            repository,
            ref,
            sha,
            run,
            environment,
            otherMetrics,
            otherLayout)
        .assignment();
  }

  public Assignment assignment() {
    return assignment(1);
  }

  public Assignment assignment(long epoch) {
    return new Assignment(
        "event-" + key.attemptId(),
        epoch,
        key,
        1,
        experimentId,
        projectId,
        "penguins",
        repository,
        ref,
        sha,
        42,
        "train",
        "train",
        "runner-1",
        run,
        environment,
        metrics,
        layout,
        TRACEPARENT);
  }
}
