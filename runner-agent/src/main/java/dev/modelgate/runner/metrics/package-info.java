/**
 * The numbers that an attempt wrote.
 *
 * <p>In: the metrics that checks name and the bytes of the files that they name. Out: for each
 * metric its number exactly as it was written, or why there is none; and up to 200 other numbers of
 * the same files. Pure: it opens no file, and knows neither attempts nor events.
 */
@NullMarked
package dev.modelgate.runner.metrics;

import org.jspecify.annotations.NullMarked;
