package dev.modelgate.scheduler.mirror;

import org.jspecify.annotations.Nullable;

/**
 * What is to be read.
 *
 * @param planId who asks
 * @param projectId names the mirror's folder
 * @param repository its address
 * @param ref full name
 * @param sha the commit
 * @param before where the ref pointed, as the host says; null where it was created
 * @param defaultBranch short name as the settings say; null: what the repository says
 * @param knownTip where the default branch was last said to point; null before that was ever said
 * @param knownBranch which branch that was; null before that was ever said
 * @param moved whether the ref is said to have moved; false for a rerun
 */
public record Asked(
    String planId,
    String projectId,
    String repository,
    String ref,
    String sha,
    @Nullable String before,
    @Nullable String defaultBranch,
    @Nullable String knownTip,
    @Nullable String knownBranch,
    boolean moved) {}
