package dev.modelgate.events.wire;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The topics, with how long each keeps what (architecture, section 3). */
public enum Topic {
  /** Key project: ProjectRegistered; tombstone when it was removed. */
  PROJECTS("projects", Keep.LATEST),
  /** Key project: GitEventReceived, CommandReceived, RunRecorded. */
  GIT_EVENTS("git-events", Keep.days(30)),
  /** Key project: WorkflowPlanned, PlanDeclined. */
  WORKFLOW_PLANS("workflow-plans", Keep.days(30)),
  /** Key runner: RunnerApproved; tombstone when it was removed. */
  RUNNERS("runners", Keep.LATEST),
  /** Key runner: RunnerHeartbeat. */
  RUNNER_HEARTBEATS("runner-heartbeats", Keep.time(Duration.ofHours(1))),
  /** Key runner: AttemptStarted, AttemptProgressed, AttemptFinished. */
  RUNNER_EVENTS("runner-events", Keep.days(7)),
  /** Key project: ExperimentQueued, -Started, -Finished, RunFinished, BranchAdvanced. */
  EXPERIMENTS("experiments", Keep.FOREVER),
  /** Key project: ChecksEvaluated, BaselinePromoted, WaiverGranted. */
  CHECK_RESULTS("check-results", Keep.FOREVER),
  /** Key pool: QueueSnapshot. */
  QUEUE("queue", Keep.LATEST),
  /** Key project: ReportDelivered. */
  REPORTS("reports", Keep.days(90)),
  /** Key attempt: LogChunk. */
  LOGS("logs", Keep.days(1)),
  /** Key schema id as decimal text: SchemaPublished. One partition, so that it has one order. */
  SCHEMAS("schemas", Keep.LATEST);

  private final String suffix;
  private final Keep keep;

  Topic(String suffix, Keep keep) {
    this.suffix = suffix;
    this.keep = keep;
  }

  /** The name without the prefix, such as {@code git-events}. */
  public String suffix() {
    return suffix;
  }

  /** Whether only the newest record of each key is kept. */
  public boolean compacted() {
    return keep.compacted();
  }

  /** Whether services handle its records in the loop, so that it has a dead-letter topic. */
  public boolean deadLettered() {
    return this != SCHEMAS;
  }

  /** How many partitions it gets where the installation's number is {@code configured}. */
  public int partitions(int configured) {
    return this == SCHEMAS ? 1 : configured;
  }

  /** Kafka's topic settings, by their Kafka names. */
  public Map<String, String> settings() {
    return keep.settings();
  }

  /** Settings of a runner's command topic: 7 days. */
  public static Map<String, String> runnerCommandSettings() {
    return Keep.days(7).settings();
  }

  /** Settings of a dead-letter topic: 90 days, and room for a full record plus its reasons. */
  public static Map<String, String> deadLetterSettings() {
    Map<String, String> settings = new LinkedHashMap<>(Keep.days(90).settings());
    settings.put("max.message.bytes", String.valueOf(2 * 1024 * 1024));
    return settings;
  }

  /**
   * How long records are kept: the newest of each key, or all for a time ({@code -1}: for ever).
   */
  private record Keep(boolean compacted, long milliseconds) {

    private static final Keep LATEST = new Keep(true, -1);
    private static final Keep FOREVER = new Keep(false, -1);

    private static Keep time(Duration time) {
      return new Keep(false, time.toMillis());
    }

    private static Keep days(int days) {
      return time(Duration.ofDays(days));
    }

    private Map<String, String> settings() {
      Map<String, String> settings = new LinkedHashMap<>();
      settings.put("cleanup.policy", compacted ? "compact" : "delete");
      settings.put("retention.ms", String.valueOf(milliseconds));
      if (compacted) {
        // Small segments that roll often: only a closed segment is compacted, and these topics are
        // read from their beginning at every start.
        settings.put("segment.bytes", String.valueOf(16 * 1024 * 1024));
        settings.put("segment.ms", String.valueOf(Duration.ofHours(1).toMillis()));
        settings.put("min.cleanable.dirty.ratio", "0.1");
      } else if (milliseconds > 0) {
        // A closed segment is the unit of deletion: one twelfth of the time bounds the overhang.
        settings.put("segment.ms", String.valueOf(Math.max(milliseconds / 12, 600_000)));
      }
      return settings;
    }
  }
}
