package dev.modelgate.checks.intake;

/**
 * The run that a finished experiment belongs to, as events name it.
 *
 * @param ref full name of the ref
 * @param number the run's number in its project, from 1
 * @param onDefaultBranch whether the ref is the default branch
 */
public record Run(
    RunId id,
    int number,
    ProjectId project,
    String projectName,
    String repository,
    String ref,
    String sha,
    String workflow,
    boolean onDefaultBranch) {}
