package dev.modelgate.scheduler.workflow;

import dev.modelgate.scheduler.yaml.KnownKeys;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys of a file of version 3, place by place. */
final class Keys {

  private Keys() {}

  static final KnownKeys FILE =
      new KnownKeys(
          "the file",
          List.of("version", "workflows"),
          Set.of("defaults"),
          Map.of("workflow", "workflows", "jobs", "workflows", "default", "defaults"));

  static final KnownKeys WORKFLOW =
      new KnownKeys(
          "a workflow",
          List.of("triggers", "run", "env", "machine", "checks"),
          Set.of(
              "steps",
              "command",
              "build",
              "recorded",
              "container",
              "timeout",
              "needs",
              "host",
              "dvc",
              "seeds",
              "seeds-at-most",
              "inconclusive",
              "release",
              "gpus",
              "cpus",
              "memory",
              "exclusive",
              "nodes",
              "matrix",
              "if",
              "concurrency",
              "priority",
              "budget",
              "retry",
              "secrets",
              "datasets",
              "network"),
          Map.ofEntries(
              Map.entry("on", "triggers"),
              Map.entry("when", "triggers"),
              Map.entry("script", "run"),
              Map.entry("cmd", "run"),
              Map.entry("machinetype", "machine"),
              Map.entry("runson", "machine"),
              Map.entry("environment", "env"),
              Map.entry("experimentenv", "env"),
              Map.entry("variables", "env"),
              Map.entry("vars", "env"),
              Map.entry("image", "container"),
              Map.entry("gpu", "gpus")));

  static final KnownKeys TRIGGERS =
      new KnownKeys(
          "triggers",
          List.of("push"),
          Set.of("tag", "pull-request", "merge-queue", "comment", "schedule", "data", "manual"),
          Map.of(
              "branches", "push: {branches: …}",
              "branch", "push: {branches: …}",
              "tags", "push: {tags: …}",
              "pr", "pull-request",
              "cron", "schedule"));

  static final KnownKeys PUSH =
      new KnownKeys(
          "push",
          List.of("branches", "tags"),
          Set.of("paths", "message", "not-message"),
          Map.of("only", "branches", "ref", "branches", "refs", "branches"));

  static final KnownKeys CHECK =
      new KnownKeys(
          "a check",
          List.of("above", "below", "at-least", "at-most", "compare", "aggregate"),
          Set.of(
              "round",
              "precision",
              "required",
              "if-not-found",
              "only-pulls",
              "comment",
              "compare-rounded"),
          Map.ofEntries(
              Map.entry("min", "at-least"),
              Map.entry("minimum", "at-least"),
              Map.entry("gte", "at-least"),
              Map.entry("threshold", "at-least"),
              Map.entry("target", "at-least"),
              Map.entry("max", "at-most"),
              Map.entry("maximum", "at-most"),
              Map.entry("lte", "at-most"),
              Map.entry("gt", "above"),
              Map.entry("greaterthan", "above"),
              Map.entry("lt", "below"),
              Map.entry("lessthan", "below"),
              Map.entry("aggregation", "aggregate"),
              Map.entry("onlyprs", "only-pulls"),
              Map.entry("tolerance", "compare: {tolerance: …}"),
              Map.entry("better", "compare: {better: …}"),
              Map.entry("baseline", "compare: {to: baseline, better: …}")));

  static final KnownKeys COMPARE =
      new KnownKeys(
          "compare",
          List.of("to", "better", "tolerance"),
          Set.of("noise", "first", "inconclusive", "seeds-at-most"),
          Map.of("against", "to", "with", "to", "direction", "better", "margin", "tolerance"));
}
