package dev.modelgate.scheduler.trigger;

import dev.modelgate.scheduler.yaml.Shown;

/** Decides whether a project builds a ref at all, whatever its workflow file says. */
public final class BuildSetting {

  private BuildSetting() {}

  /**
   * Tags follow the branches: a project that builds no branch builds no tag (format, "who may
   * build").
   */
  public static TriggerMatch allows(BuildBranches setting, String defaultBranch, PushedRef pushed) {
    return switch (setting) {
      case ALL -> new TriggerMatch.Matched();
      case NONE ->
          new TriggerMatch.NotMatched("the project's setting is to build no branch and no tag");
      case DEFAULT ->
          pushed.kind() == RefKind.BRANCH && pushed.onDefaultBranch()
              ? new TriggerMatch.Matched()
              : new TriggerMatch.NotMatched(
                  "the project's setting is to build its default branch ("
                      + Shown.plain(defaultBranch)
                      + ") only");
    };
  }
}
