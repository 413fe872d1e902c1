/**
 * Who runs next, and where.
 *
 * <p>In: the queue in order and the hosts as they are. Out: for every waiting experiment a host or
 * one reason why it waits. It knows no clock, no database, no leases; asking it changes nothing.
 */
@NullMarked
package dev.modelgate.scheduler.placement;

import org.jspecify.annotations.NullMarked;
