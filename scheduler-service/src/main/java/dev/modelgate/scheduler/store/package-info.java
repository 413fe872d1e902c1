/**
 * What the scheduler knows, in PostgreSQL.
 *
 * <p>In: rows. Out: rows. Every method joins the transaction that its caller runs; locks are taken
 * in the order leadership, run, experiment, attempt, project. It decides nothing.
 */
@NullMarked
package dev.modelgate.scheduler.store;

import org.jspecify.annotations.NullMarked;
