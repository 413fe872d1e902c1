/**
 * What attempts wrote step by step.
 *
 * <p>In: the container file that an attempt's agent left in S3. Out: its series, thinned to what
 * can be drawn, their extremes kept. Knows nothing of runs, verdicts or pixels, and believes no
 * size that a file states.
 */
@NullMarked
package dev.modelgate.reporter.series;

import org.jspecify.annotations.NullMarked;
