package dev.modelgate.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.client.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What a run's checks say, one line for the target and one for the comparison. */
final class CheckLines {

  private static final String COLUMNS = "%-16s %-24s %s";

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
    String key = check.path("key").asText();
    String metric =
        Text.plain(key.substring(key.lastIndexOf('/') + 1))
            + " "
            + rounded(check.path("value").asText());
    List<String> lines = new ArrayList<>();
    for (JsonNode bound : check.path("bounds")) {
      String target =
          "target "
              + bound.path("operator").asText().replace('-', ' ')
              + " "
              + bound.path("value").asText();
      lines.add(line(metric, target, check.path("boundsMet").asBoolean() ? "met" : "not met"));
    }
    JsonNode baseline = check.path("baseline");
    if (baseline.isObject()) {
      lines.add(
          line(
              metric,
              "baseline " + rounded(baseline.path("value").asText()),
              change(check, baseline)
                  + (check.path("comparisonMet").asBoolean()
                      ? ""
                      : ": this is what a fixed target does not see")));
    } else if (check.path("comparison").isObject()) {
      boolean becomes = run.path("onDefaultBranch").asBoolean();
      lines.add(
          line(
              metric, "baseline none yet", "first result" + (becomes ? ": now the baseline" : "")));
    }
    return lines;
  }

  private static String change(JsonNode check, JsonNode baseline) {
    BigDecimal before = new BigDecimal(baseline.path("value").asText());
    BigDecimal difference = new BigDecimal(check.path("value").asText()).subtract(before);
    boolean better =
        difference.signum() == 0
            || (difference.signum() > 0)
                == check.path("comparison").path("better").asText().equals("higher");
    if (before.signum() == 0) {
      return better ? "not worse than main" : "worse than main";
    }
    BigDecimal percent =
        difference.abs().movePointRight(2).divide(before.abs(), 1, RoundingMode.HALF_UP);
    return percent + " % " + (better ? "better" : "worse") + " than main";
  }

  private static String rounded(String number) {
    return new BigDecimal(number).setScale(3, RoundingMode.HALF_UP).toPlainString();
  }

  private static String line(String metric, String against, String result) {
    return String.format(COLUMNS, metric, against, result);
  }
}
