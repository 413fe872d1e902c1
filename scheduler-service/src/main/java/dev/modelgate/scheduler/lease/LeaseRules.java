package dev.modelgate.scheduler.lease;

import java.time.Duration;

/**
 * How long silence is borne.
 *
 * @param unknownAfter after this silence a host gets nothing new
 * @param lostAfter after this silence what it holds is lost and tried elsewhere
 * @param resendAfter how long a runner that is heard may not show what it was told, before it is
 *     told again
 * @param forgottenAfter how long a runner that is heard may not list a job that it had started,
 *     before the job counts as lost
 * @param maxAttempts how many attempts an experiment gets when machines fail it
 */
public record LeaseRules(
    Duration unknownAfter,
    Duration lostAfter,
    Duration resendAfter,
    Duration forgottenAfter,
    int maxAttempts) {}
