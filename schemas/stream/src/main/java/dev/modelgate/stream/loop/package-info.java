/**
 * Reads the topics that a service subscribed to and calls its handlers, each event once.
 *
 * <p>In: Kafka records. Out: per batch of a partition one transaction with the handlers' rows, the
 * inbox, the outbox and the offset; dead letters. Knows nothing of what the events mean.
 */
@NullMarked
package dev.modelgate.stream.loop;

import org.jspecify.annotations.NullMarked;
