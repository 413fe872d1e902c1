/**
 * What this service remembers, in PostgreSQL.
 *
 * <p>In: facts, answers, pieces of logs. Out: the same, and the reports that are made from them.
 * Every method joins the transaction that runs. Knows nothing of HTTP, Git or topics.
 */
@NullMarked
package dev.modelgate.reporter.store;

import org.jspecify.annotations.NullMarked;
