/**
 * What is known of one run, put together from facts that arrive in any order.
 *
 * <p>In: one fact at a time. Out: the same knowledge whatever the order and however often a fact
 * comes. Knows nothing of the database, of other runs, or of how anything looks.
 */
@NullMarked
package dev.modelgate.reporter.facts;

import org.jspecify.annotations.NullMarked;
