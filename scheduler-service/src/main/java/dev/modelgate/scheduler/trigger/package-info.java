/**
 * Whether a workflow runs for a pushed ref.
 *
 * <p>In: a ref, the project's setting, a workflow's triggers. Out: matched, or why not. It does not
 * know what the workflow does, nor where its file came from.
 */
@NullMarked
package dev.modelgate.scheduler.trigger;

import org.jspecify.annotations.NullMarked;
