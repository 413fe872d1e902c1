/**
 * What the scheduler says.
 *
 * <p>In: rows and decisions. Out: the events that tell others, as Avro records. It decides nothing
 * and sends nothing.
 */
@NullMarked
package dev.modelgate.scheduler.announce;

import org.jspecify.annotations.NullMarked;
