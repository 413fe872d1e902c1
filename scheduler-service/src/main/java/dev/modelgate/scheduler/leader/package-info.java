/**
 * What makes one instance the leader of a pool, and what it hears from the runners.
 *
 * <p>In: the leadership row, heartbeats and reports. Out: an epoch, time that counts only while
 * heartbeats can be heard, hosts as they are now. It places nothing and ends nothing.
 */
@NullMarked
package dev.modelgate.scheduler.leader;

import org.jspecify.annotations.NullMarked;
