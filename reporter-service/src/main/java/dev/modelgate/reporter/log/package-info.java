/**
 * The log of an attempt, wherever its parts lie: what agents stored in the bucket, and what is
 * newer from the topic.
 *
 * <p>In: which log, from where. Out: bytes, lines, hits, what comes next. A log is never held
 * whole, and everything that is waited for or remembered has a bound. Knows nothing of HTTP.
 */
@NullMarked
package dev.modelgate.reporter.log;

import org.jspecify.annotations.NullMarked;
