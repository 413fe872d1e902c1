/**
 * What is to run for a git event.
 *
 * <p>In: the pushed ref, the project's settings and the workflow file at the commit. Out: one plan
 * that lists every workflow of the file, or the reason why nothing runs. It does not know ids, run
 * numbers, runners or the time.
 */
@NullMarked
package dev.modelgate.scheduler.plan;

import org.jspecify.annotations.NullMarked;
