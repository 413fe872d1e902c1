package dev.modelgate.runner;

import dev.modelgate.runner.execute.JobLimits;
import dev.modelgate.runner.host.Ownership;
import dev.modelgate.runner.host.SlotUsers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How tests start agents: as a team would, but quicker to lose patience. */
final class AgentFixture {

  private AgentFixture() {}

  /** A folder that jobs under another user can go through. */
  static Path passable(Path folder) {
    return Ownership.folder(folder, "rwx--x--x");
  }

  static RunnerConfig config(URI server, Path folder, int slots) {
    return config(server, folder, slots, Duration.ofSeconds(30));
  }

  static RunnerConfig config(URI server, Path folder, int slots, Duration lease) {
    return new RunnerConfig(
        server,
        "token",
        "laptop",
        List.of("cpu", "a100"),
        slots,
        folder,
        new RunnerSettings(
            new JobLimits(
                "/usr/local/bin:/usr/bin:/bin",
                Duration.ofMinutes(5),
                Duration.ofSeconds(2),
                1024 * 1024),
            Duration.ofMillis(500),
            lease,
            Duration.ofSeconds(30),
            Duration.ofSeconds(3),
            SlotUsers.REGISTRY,
            folder.resolve("elsewhere")));
  }
}
