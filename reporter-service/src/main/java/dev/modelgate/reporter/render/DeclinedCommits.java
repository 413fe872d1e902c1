package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.DeclineReason;
import dev.modelgate.reporter.intake.PlanAnswer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Commits at the tips of refs of which nothing ran, so that no list of runs would tell of them. */
public final class DeclinedCommits {

  private DeclinedCommits() {}

  /**
   * Those of which something should have run, such as one whose workflow file has errors; all of
   * them where there is no run, as somebody wants to know whose first push seems to do nothing.
   */
  public static List<PlanAnswer.Declined> beside(
      boolean noRun, List<PlanAnswer> newestFirst, @Nullable String branch) {
    return among(newestFirst, branch, noRun ? DeclineReason::concludes : DeclineReason::isError);
  }

  /** Only the newest answer of a ref counts; one that says nothing of its commit is none. */
  private static List<PlanAnswer.Declined> among(
      List<PlanAnswer> newestFirst, @Nullable String branch, Predicate<DeclineReason> wanted) {
    Set<List<String>> seen = new HashSet<>();
    List<PlanAnswer.Declined> found = new ArrayList<>();
    for (PlanAnswer answer : newestFirst) {
      boolean silent =
          answer instanceof PlanAnswer.Declined declined
              && !declined.reason().concludes()
              && declined.reason() != DeclineReason.REF_DELETED;
      if (!silent
          && (branch == null || branch.isBlank() || Words.branch(answer.ref()).equals(branch))
          && seen.add(List.of(answer.project().id(), answer.ref()))
          && answer instanceof PlanAnswer.Declined declined
          && declined.sha() != null
          && wanted.test(declined.reason())) {
        found.add(declined);
      }
    }
    return List.copyOf(found);
  }
}
