/**
 * Carries out the tasks: whatever leaves PostgreSQL.
 *
 * <p>In: rows of the task table. Out: calls of the service's task kinds on virtual threads, and one
 * short transaction each with what came of it. Knows nothing of what the tasks do.
 */
@NullMarked
package dev.modelgate.stream.work;

import org.jspecify.annotations.NullMarked;
