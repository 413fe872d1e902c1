/**
 * How an event becomes a Kafka record and back.
 *
 * <p>In: a generated Avro record, or the bytes of a Kafka record's value. Out: bytes in Confluent's
 * wire format, or a {@link dev.modelgate.events.wire.Decoded} value. Knows the schema ids and the
 * topic table; knows nothing of consumers, services or databases.
 */
@NullMarked
package dev.modelgate.events.wire;

import org.jspecify.annotations.NullMarked;
