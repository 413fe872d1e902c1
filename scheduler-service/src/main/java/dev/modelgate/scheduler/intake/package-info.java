/**
 * What the scheduler hears.
 *
 * <p>In: events of ingest, checks and the runner agents as Avro records. Out: the scheduler's own
 * records of them, with the fields that it needs. It knows nothing of what follows.
 */
@NullMarked
package dev.modelgate.scheduler.intake;

import org.jspecify.annotations.NullMarked;
