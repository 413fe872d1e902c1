/**
 * Text of a workflow file to a model or to located problems.
 *
 * <p>In: the bytes of {@code .modelgate/config.yaml} at one commit, written by anybody. Out: the
 * workflows that can run, and for everything else a {@link dev.modelgate.scheduler.yaml.Problem}
 * with its place. It does not know the repository, the git event, the project or its settings.
 */
@NullMarked
package dev.modelgate.scheduler.workflow;

import org.jspecify.annotations.NullMarked;
