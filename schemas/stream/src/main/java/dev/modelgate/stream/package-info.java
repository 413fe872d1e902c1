/**
 * What a service sees of the loop: effects exactly once over Kafka and PostgreSQL.
 *
 * <p>In: what a service reads and which tasks it carries out ({@link
 * dev.modelgate.stream.Subscriptions}), and what its handlers add in their transaction ({@link
 * dev.modelgate.stream.Outbox}, {@link dev.modelgate.stream.Tasks}). Out: a running service ({@link
 * dev.modelgate.stream.ServiceStart}). Knows nothing of any service's events or tables.
 */
@NullMarked
package dev.modelgate.stream;

import org.jspecify.annotations.NullMarked;
