/**
 * What programs read over HTTP.
 *
 * <p>In: requests. Out: the reports as JSON, logs as text, schemas in the shape of Confluent's
 * registry. Knows nothing of pages; changes nothing.
 */
@NullMarked
package dev.modelgate.reporter.api;

import org.jspecify.annotations.NullMarked;
