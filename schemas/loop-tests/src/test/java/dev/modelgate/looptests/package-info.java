/**
 * The suite of the loop, on a real Kafka and a real PostgreSQL: what is promised to services holds
 * when events come twice, handlers fail, processes are killed, and Kafka or PostgreSQL go away.
 */
@NullMarked
package dev.modelgate.looptests;

import org.jspecify.annotations.NullMarked;
