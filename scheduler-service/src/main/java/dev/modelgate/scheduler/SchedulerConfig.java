package dev.modelgate.scheduler;

import dev.modelgate.scheduler.lease.LeaseRules;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How patient the scheduler is.
 *
 * @param renewEvery how often the leader says that it lives
 * @param takeOverAfter after how long without that another instance leads
 * @param unknownAfter after this silence a host gets nothing new
 * @param lostAfter after this silence what a host holds is lost and tried elsewhere
 * @param resendAfter how long a runner may not show what it was told before it is told again
 * @param forgottenAfter how long a runner may not list a job that it had started
 * @param maxAttempts how many attempts an experiment gets when machines fail it
 * @param fetchTimeout what a fetch, or reading a commit, may take
 * @param unreachableAfter how long a repository may not answer before its event is declined
 */
@ConfigurationProperties("modelgate.scheduler")
public record SchedulerConfig(
    @Bindable(defaultValue = "2s") Duration renewEvery,
    @Bindable(defaultValue = "6s") Duration takeOverAfter,
    @Bindable(defaultValue = "60s") Duration unknownAfter,
    @Bindable(defaultValue = "10m") Duration lostAfter,
    @Bindable(defaultValue = "10s") Duration resendAfter,
    @Bindable(defaultValue = "15s") Duration forgottenAfter,
    @Bindable(defaultValue = "3") int maxAttempts,
    @Bindable(defaultValue = "2m") Duration fetchTimeout,
    @Bindable(defaultValue = "1h") Duration unreachableAfter) {

  public SchedulerConfig {
    List<String> problems = new ArrayList<>();
    positive(problems, "renew-every", renewEvery);
    positive(problems, "unknown-after", unknownAfter);
    positive(problems, "resend-after", resendAfter);
    positive(problems, "forgotten-after", forgottenAfter);
    positive(problems, "fetch-timeout", fetchTimeout);
    positive(problems, "unreachable-after", unreachableAfter);
    if (takeOverAfter.compareTo(renewEvery.multipliedBy(2)) < 0) {
      problems.add(
          "modelgate.scheduler.take-over-after to be at least twice renew-every (%s), but it is %s"
              .formatted(renewEvery, takeOverAfter));
    }
    if (lostAfter.compareTo(unknownAfter) < 0) {
      problems.add(
          "modelgate.scheduler.lost-after to be at least unknown-after (%s), but it is %s"
              .formatted(unknownAfter, lostAfter));
    }
    if (maxAttempts < 1 || maxAttempts > 100) {
      problems.add(
          "modelgate.scheduler.max-attempts to be from 1 to 100, but it is " + maxAttempts);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("Expected " + String.join("; and ", problems));
    }
  }

  /** The rules of silence. */
  LeaseRules rules() {
    return new LeaseRules(unknownAfter, lostAfter, resendAfter, forgottenAfter, maxAttempts);
  }

  private static void positive(List<String> problems, String key, Duration value) {
    if (value.isNegative() || value.isZero()) {
      problems.add(
          "modelgate.scheduler.%s to be longer than nothing, but it is %s".formatted(key, value));
    }
  }
}
