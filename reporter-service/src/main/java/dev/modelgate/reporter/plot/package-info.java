/**
 * How series are drawn.
 *
 * <p>In: points. Out: lines, axes and ticks as places in a picture of fixed size, and the words
 * that stand beside them. Knows nothing of HTML, colours, runs or where points come from.
 */
@NullMarked
package dev.modelgate.reporter.plot;

import org.jspecify.annotations.NullMarked;
