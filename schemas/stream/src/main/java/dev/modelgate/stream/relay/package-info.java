/**
 * Sends the outbox: one instance per service at a time.
 *
 * <p>In: rows that are unsent or to be sent again, by id. Out: Kafka records, and rows marked as
 * sent once Kafka confirmed them. Knows nothing of what the records mean.
 */
@NullMarked
package dev.modelgate.stream.relay;

import org.jspecify.annotations.NullMarked;
