/**
 * The whole series of an attempt in one file.
 *
 * <p>In: the points of event files, one after the other. Out: an Avro container file of
 * MetricSeries. It knows neither where event files lie nor where the file goes.
 */
@NullMarked
package dev.modelgate.runner.series;

import org.jspecify.annotations.NullMarked;
