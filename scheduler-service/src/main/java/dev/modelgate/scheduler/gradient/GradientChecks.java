package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.workflow.Aggregate;
import dev.modelgate.scheduler.workflow.Allowance;
import dev.modelgate.scheduler.workflow.Check;
import dev.modelgate.scheduler.workflow.CheckKey;
import dev.modelgate.scheduler.workflow.Judging;
import dev.modelgate.scheduler.workflow.MetricSource;
import dev.modelgate.scheduler.workflow.Rounding;
import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.KnownKeys;
import dev.modelgate.scheduler.yaml.NearestKey;
import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.Shown;
import dev.modelgate.scheduler.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code checks} of a step. */
final class GradientChecks {

  private static final String DEFAULTS = "defaults";
  private static final String FORM = "tensorflow:loss: {target: ..0.5, aggregate: mean}";
  private static final KnownKeys SOURCES =
      new KnownKeys("a check", List.of("tensorflow", "custom"), Set.of("onnx"), Map.of());

  private final Problems problems;
  private final Allowance allowance;

  GradientChecks(Problems problems, Allowance allowance) {
    this.problems = problems;
    this.allowance = allowance;
  }

  List<Check> read(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      problems.error(
          node.place(), "Expected checks such as " + FORM + ", but found " + node.kind() + ".");
      return List.of();
    }
    CheckOptions defaults = defaults(mapping);
    List<Check> checks = new ArrayList<>();
    Map<String, Place> places = new HashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = Fields.key(entry, problems);
      if (key == null) {
        continue;
      }
      Place place = entry.key().place();
      Place first = places.putIfAbsent(key, place);
      if (first != null) {
        problems.error(place, Fields.duplicate(key, first));
      } else if (!key.equals(DEFAULTS)) {
        if (!allowance.takeCheck()) {
          problems.error(
              place, "Expected at most " + Allowance.MAX_CHECKS + " checks in one file.");
          return checks;
        }
        check(key, place, entry.value(), defaults).ifPresent(checks::add);
      }
    }
    if (checks.isEmpty() && !problems.hasErrors()) {
      problems.warn(node.place(), "There are no checks here; a run passes whatever it measures.");
    }
    return checks;
  }

  private CheckOptions defaults(YamlNode.Mapping checks) {
    for (YamlNode.Entry entry : checks.entries()) {
      boolean defaults = entry.key() instanceof YamlNode.Scalar key && key.text().equals(DEFAULTS);
      if (defaults && entry.value() instanceof YamlNode.Mapping mapping) {
        return CheckOptions.of(mapping, CheckOptions.NONE, problems);
      }
      boolean nothing = entry.value() instanceof YamlNode.Scalar scalar && scalar.isNull();
      if (defaults && !nothing) {
        problems.error(
            entry.value().place(),
            "Expected defaults such as {precision: 3}, but found " + entry.value().kind() + ".");
      }
    }
    return CheckOptions.NONE;
  }

  private Optional<Check> check(String key, Place place, YamlNode value, CheckOptions defaults) {
    Optional<MetricSource> source = source(key, place);
    CheckOptions options;
    switch (value) {
      case YamlNode.Mapping mapping -> options = CheckOptions.of(mapping, defaults, problems);
      case YamlNode.Scalar scalar when scalar.isNull() -> options = defaults;
      case YamlNode other -> {
        problems.error(
            other.place(),
            "Expected a check such as " + FORM + ", but found " + other.kind() + ".");
        return Optional.empty();
      }
    }
    if (source.isEmpty()) {
      return Optional.empty();
    }
    Optional<MetricSource> metric =
        Aggregate.read(source.get(), options.get("aggregate"), place, problems);
    Optional<Target> target = target(options, place);
    Optional<Rounding> rounding = options.rounding(problems);
    Optional<Boolean> onlyPulls = options.flag("only-pulls", false, problems);
    Optional<Boolean> passes = options.passesWithoutMetric(problems);
    Optional<Boolean> inComment = options.flag("comment-on-pr", true, problems);
    if (metric.isEmpty()
        || target.isEmpty()
        || rounding.isEmpty()
        || onlyPulls.isEmpty()
        || passes.isEmpty()
        || inComment.isEmpty()) {
      return Optional.empty();
    }
    target
        .get()
        .warn(metric.get().name(), rounding.get(), options.placeOf("target", place), problems);
    return Optional.of(
        new Check(
            key,
            metric.get(),
            target.get().bounds(),
            null,
            new Judging(
                options.text("target"),
                rounding.get(),
                onlyPulls.get(),
                passes.get(),
                inComment.get()),
            place.line()));
  }

  private Optional<Target> target(CheckOptions options, Place place) {
    YamlNode node = options.get("target");
    if (node == null) {
      problems.error(
          place, "Expected \"target\" in the check, such as target: 0.9.., but found none.");
      return Optional.empty();
    }
    return Target.read(node, problems);
  }

  private Optional<MetricSource> source(String key, Place place) {
    int colon = key.indexOf(':');
    String source = colon < 0 ? key : key.substring(0, colon);
    if (colon >= 0 && SOURCES.read().contains(source)) {
      return CheckKey.named(key, place, problems);
    }
    if (colon >= 0 && SOURCES.later().contains(source)) {
      problems.error(
          place,
          "Checks of "
              + source
              + " are not supported by this version yet; tensorflow and custom are.");
    } else {
      problems.error(
          place,
          "Expected <source>:<metric> with the source tensorflow, onnx or custom, but found "
              + Shown.quoted(key)
              + "."
              + NearestKey.of(source, SOURCES)
                  .filter(near -> colon >= 0)
                  .map(
                      near -> " Did you mean \"" + near + Shown.plain(key.substring(colon)) + "\"?")
                  .orElse(""));
    }
    return Optional.empty();
  }
}
