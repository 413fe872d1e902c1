package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.PlanAnswer;
import org.jspecify.annotations.Nullable;

/**
 * One workflow on one commit.
 *
 * @param newest the run that speaks for the commit, the one of the highest number
 * @param concluded the newest run that has a verdict
 * @param invalid why it could not run, where it never ran
 */
public record WorkflowReport(
    String name,
    @Nullable RunReport newest,
    @Nullable RunReport concluded,
    PlanAnswer.@Nullable WorkflowAnswer invalid) {}
