package dev.modelgate.scheduler.trigger;

import dev.modelgate.scheduler.workflow.PushTrigger;
import dev.modelgate.scheduler.workflow.RefPattern;
import dev.modelgate.scheduler.workflow.Triggers;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a workflow runs for a ref that the project builds: the project's setting and the
 * workflow's filter have to allow it both.
 */
public final class TriggerMatcher {

  /** Longer names are matched by no pattern, so that no name makes matching slow. */
  static final int MAX_NAME_LENGTH = 1024;

  private static final int SHOWN = 3;

  private TriggerMatcher() {}

  /** The ref has passed {@link BuildSetting}; triggers are null where the workflow has none. */
  public static TriggerMatch match(@Nullable Triggers triggers, PushedRef pushed) {
    return switch (pushed.kind()) {
      case TAG ->
          new TriggerMatch.NotMatched(
              "a tag was pushed, and only pushes to branches start a workflow");
      case BRANCH ->
          triggers == null ? new TriggerMatch.Matched() : branch(triggers.push(), pushed);
    };
  }

  private static TriggerMatch branch(PushTrigger push, PushedRef pushed) {
    String name = pushed.shortName();
    if (push.branches().isEmpty()) {
      return new TriggerMatch.Matched();
    }
    if (name.length() > MAX_NAME_LENGTH) {
      return new TriggerMatch.NotMatched(
          "the branch's name has more than " + MAX_NAME_LENGTH + " characters");
    }
    for (RefPattern pattern : push.branches()) {
      if (pattern.matches(name)) {
        return new TriggerMatch.Matched();
      }
    }
    return new TriggerMatch.NotMatched(
        "it runs for pushes to " + listed(push.branches()) + ", not to " + Shown.name(name));
  }

  private static String listed(List<RefPattern> patterns) {
    String first =
        patterns.stream()
            .limit(SHOWN)
            .map(pattern -> Shown.name(pattern.toString()))
            .collect(Collectors.joining(", "));
    return patterns.size() > SHOWN ? first + " …" : first;
  }
}
