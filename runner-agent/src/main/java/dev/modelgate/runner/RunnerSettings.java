package dev.modelgate.runner;

import dev.modelgate.runner.execute.JobLimits;
import dev.modelgate.runner.host.JobHost;
import dev.modelgate.runner.host.Programs;
import dev.modelgate.runner.host.SlotUsers;
import dev.modelgate.runner.upload.UploadRules;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a runner does how long and where, beyond what its owner has to say.
 *
 * @param job what each job may take
 * @param heartbeat how often the runner says that it is alive; oftener where something changes
 * @param lease without an answer for that long an attempt's end is not said (architecture, section
 *     6)
 * @param gitCall what one call of git may take
 * @param repositoryPatience how long a repository that does not answer is asked again
 * @param uploads what is stored of each attempt
 * @param users where the runners of one computer agree on user ids
 * @param elsewhere where checkouts go if jobs cannot reach the runner's own folder
 */
public record RunnerSettings(
    JobLimits job,
    Duration heartbeat,
    Duration lease,
    Duration gitCall,
    Duration repositoryPatience,
    UploadRules uploads,
    Path users,
    Path elsewhere) {

  private static final long LONGEST_LOG = 2L * 1024 * 1024 * 1024;

  /** The settings of a runner whose owner says nothing about them. */
  public static RunnerSettings defaults() {
    return new RunnerSettings(
        new JobLimits(Programs.PATH, Duration.ofHours(24), Duration.ofSeconds(10), LONGEST_LOG),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        Duration.ofMinutes(5),
        UploadRules.defaults(),
        SlotUsers.REGISTRY,
        JobHost.ELSEWHERE);
  }
}
