/**
 * Makes what is to be said durable, in time to answer who said it.
 *
 * <p>In: rows to write, and the same event as it would be sent straight to Kafka. Out: where it is
 * safe now, or that it is nowhere. It does not know what the event is.
 */
@NullMarked
package dev.modelgate.ingest.append;

import org.jspecify.annotations.NullMarked;
