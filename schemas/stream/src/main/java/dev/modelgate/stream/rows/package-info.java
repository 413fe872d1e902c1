/**
 * The loop's own tables: inbox, outbox, offsets, tasks, the relay's lease.
 *
 * <p>In: what is to be written, within the current transaction. Out: rows as records. Knows nothing
 * of Kafka, of handlers or of when a transaction begins and ends.
 */
@NullMarked
package dev.modelgate.stream.rows;

import org.jspecify.annotations.NullMarked;
