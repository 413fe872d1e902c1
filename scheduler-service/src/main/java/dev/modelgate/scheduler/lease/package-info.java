/**
 * The state machine of an experiment's attempts, and the rules of silence.
 *
 * <p>In: where an experiment stands and what happened (placed, reported, lost, cancelled). Out:
 * where it stands then and what has to be said. It knows no clock, no database and no runner; time
 * reaches it as durations that somebody else counted.
 */
@NullMarked
package dev.modelgate.scheduler.lease;

import org.jspecify.annotations.NullMarked;
