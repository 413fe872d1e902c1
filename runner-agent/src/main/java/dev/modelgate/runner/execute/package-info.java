/**
 * The job.
 *
 * <p>In: an attempt and its checkout. Out: the job runs once, under a supervisor that outlives the
 * agent; and how it ended. It knows nothing of metrics, leases or events.
 */
@NullMarked
package dev.modelgate.runner.execute;

import org.jspecify.annotations.NullMarked;
