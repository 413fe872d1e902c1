package dev.modelgate.scheduler.trigger;

import dev.modelgate.scheduler.workflow.RefFilter;
import dev.modelgate.scheduler.workflow.RefPattern;
import dev.modelgate.scheduler.workflow.Triggers;
import dev.modelgate.scheduler.yaml.Shown;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Decides whether a workflow runs for a ref that the project builds: the project's setting and the
 * workflow's filter have to allow it both.
 */
public final class TriggerMatcher {

  /** Longer names are matched by no pattern, so that no name makes matching slow. */
  static final int MAX_NAME_LENGTH = 1024;

  private static final int SHOWN = 3;

  private TriggerMatcher() {}

  /** The ref has passed {@link BuildSetting}. */
  public static TriggerMatch match(Triggers triggers, PushedRef pushed) {
    String name = pushed.shortName();
    return switch (pushed.kind()) {
      case BRANCH -> filter(triggers.branches(), "branch", "branches", name);
      case TAG -> filter(triggers.tags(), "tag", "tags", name);
    };
  }

  private static TriggerMatch filter(RefFilter filter, String one, String many, String name) {
    return switch (filter) {
      case RefFilter.All() -> new TriggerMatch.Matched();
      case RefFilter.None() ->
          new TriggerMatch.NotMatched(
              "a %s was pushed, and its triggers name no %s".formatted(one, many));
      case RefFilter.Only _, RefFilter.Ignore _ when name.length() > MAX_NAME_LENGTH ->
          new TriggerMatch.NotMatched(
              "the %s's name has more than %d characters".formatted(one, MAX_NAME_LENGTH));
      case RefFilter.Only(List<RefPattern> patterns) ->
          patterns.stream().anyMatch(pattern -> pattern.matches(name))
              ? new TriggerMatch.Matched()
              : new TriggerMatch.NotMatched(
                  "it runs for pushes to " + listed(patterns) + ", not to " + Shown.plain(name));
      case RefFilter.Ignore(List<RefPattern> patterns) ->
          patterns.stream()
              .filter(pattern -> pattern.matches(name))
              .findFirst()
              .<TriggerMatch>map(
                  pattern ->
                      new TriggerMatch.NotMatched(
                          "it ignores %s like %s (%s)"
                              .formatted(many, Shown.plain(name), Shown.plain(pattern.toString()))))
              .orElse(new TriggerMatch.Matched());
    };
  }

  private static String listed(List<RefPattern> patterns) {
    String first =
        patterns.stream()
            .limit(SHOWN)
            .map(pattern -> Shown.plain(pattern.toString()))
            .collect(Collectors.joining(", "));
    return patterns.size() > SHOWN ? first + " …" : first;
  }
}
