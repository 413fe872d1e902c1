package dev.modelgate.reporter.api;

import dev.modelgate.reporter.intake.PlanAnswer;
import dev.modelgate.reporter.render.CommitReport;
import dev.modelgate.reporter.render.StatusContext;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is said of one commit. */
@Serdeable
record CommitJson(
    String sha, List<ContextJson> contexts, List<RunJson> runs, @Nullable DeclinedJson declined) {

  static CommitJson of(CommitReport commit, List<StatusContext> contexts) {
    PlanAnswer.Declined declined = commit.declined();
    return new CommitJson(
        commit.sha(),
        contexts.stream().map(ContextJson::of).toList(),
        commit.runs().stream().map(RunJson::of).toList(),
        declined == null
            ? null
            : new DeclinedJson(
                declined.reason().code(),
                declined.sentence(),
                commit.problems().stream().map(ProblemJson::of).toList()));
  }

  /** One status: {@code pending}, {@code success}, {@code failure} or {@code error}. */
  @Serdeable
  record ContextJson(String context, String state, String description, String url) {

    static ContextJson of(StatusContext status) {
      return new ContextJson(
          status.context(), status.state().word(), status.description(), status.url());
    }
  }

  /** Why nothing ran. */
  @Serdeable
  record DeclinedJson(String reason, String sentence, List<ProblemJson> problems) {}
}
