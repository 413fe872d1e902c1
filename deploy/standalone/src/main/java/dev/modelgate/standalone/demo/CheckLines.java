package dev.modelgate.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.client.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a run's checks say, one line for the target and one for the comparison. */
final class CheckLines {

  private static final String COLUMNS = "%-20s %-24s %s";
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,20}([.][0-9]{1,30})?([eE][+-]?[0-9]{1,2})?");

  private CheckLines() {}

  /** At least one line: the verdict sentence where no check has a value. */
  static List<String> of(JsonNode run) {
    List<String> lines = new ArrayList<>();
    for (JsonNode experiment : run.path("experiments")) {
      for (JsonNode check : experiment.path("checks")) {
        if (check.hasNonNull("value")) {
          lines.addAll(of(check, run));
        }
      }
    }
    return lines.isEmpty() ? List.of(Text.plain(run.path("sentence").asText())) : lines;
  }

  private static List<String> of(JsonNode check, JsonNode run) {
    String metric = metric(check) + " " + rounded(check.path("value").asText());
    List<String> lines = new ArrayList<>();
    String met =
        check.path("boundsMet").isBoolean()
            ? check.path("boundsMet").asBoolean() ? "met" : "not met"
            : "not judged";
    for (String target : targets(check)) {
      lines.add(line(metric, "target " + Text.plain(target), met));
    }
    JsonNode baseline = check.path("baseline");
    if (baseline.isObject()) {
      boolean missed = !check.path("comparisonMet").asBoolean(true);
      lines.add(
          line(
              metric,
              "baseline " + rounded(baseline.path("value").asText()),
              change(check, baseline)
                  + (missed ? ": this is what a fixed target does not see" : "")));
    } else if (check.path("comparison").isObject()) {
      boolean becomes = run.path("onDefaultBranch").asBoolean();
      lines.add(
          line(
              metric, "baseline none yet", "first result" + (becomes ? ": now the baseline" : "")));
    }
    return lines;
  }

  /** What people call it, with its aggregate. */
  private static String metric(JsonNode check) {
    String key = check.path("key").asText();
    String name =
        key.startsWith("json:")
            ? key.substring(key.lastIndexOf('/') + 1)
            : key.substring(key.indexOf(':') + 1);
    String aggregate = check.path("aggregate").asText("");
    return Text.plain(aggregate.isEmpty() ? name : name + " (" + aggregate + ")");
  }

  /** A range as the file writes it, else each bound in words. */
  private static List<String> targets(JsonNode check) {
    if (check.hasNonNull("target") && check.path("bounds").size() > 1) {
      return List.of("in " + check.path("target").asText());
    }
    List<String> targets = new ArrayList<>();
    for (JsonNode bound : check.path("bounds")) {
      targets.add(
          bound.path("operator").asText().replace('-', ' ') + " " + bound.path("value").asText());
    }
    return targets;
  }

  private static String change(JsonNode check, JsonNode baseline) {
    Optional<BigDecimal> before = number(baseline.path("value").asText());
    Optional<BigDecimal> now = number(check.path("value").asText());
    if (before.isEmpty() || now.isEmpty()) {
      return "";
    }
    BigDecimal difference = now.get().subtract(before.get());
    String better = check.path("comparison").path("better").asText();
    if (difference.signum() == 0) {
      return "as good as main";
    }
    boolean improved = (difference.signum() > 0) == better.equals("higher");
    if (before.get().signum() == 0) {
      return better.isEmpty() ? "" : improved ? "not worse than main" : "worse than main";
    }
    BigDecimal percent =
        difference.movePointRight(2).divide(before.get().abs(), 1, RoundingMode.HALF_UP);
    return better.isEmpty()
        ? (percent.signum() < 0 ? "" : "+") + percent + " % against main"
        : percent.abs() + " % " + (improved ? "better" : "worse") + " than main";
  }

  private static String rounded(String text) {
    return number(text)
        .map(number -> number.setScale(3, RoundingMode.HALF_UP).toPlainString())
        .orElse(Text.plain(text));
  }

  /** Empty for NaN, the infinities, and what would be endless written out. */
  private static Optional<BigDecimal> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  private static String line(String metric, String against, String result) {
    return String.format(COLUMNS, metric, against, result);
  }
}
