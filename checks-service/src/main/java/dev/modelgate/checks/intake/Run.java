package dev.modelgate.checks.intake;

/**
 * The run that a finished experiment belongs to, as events name it.
 *
 * @param number the run's number in its project, from 1
 * @param ref full name of the ref
 * @param onDefaultBranch whether the ref is the default branch
 * @param forPullRequest whether it was run for a pull request
 */
public record Run(
    RunId id,
    int number,
    Project project,
    String ref,
    String sha,
    String workflow,
    boolean onDefaultBranch,
    boolean forPullRequest) {}
