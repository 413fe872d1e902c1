/**
 * What is asked of PostgreSQL itself.
 *
 * <p>In: an address with its user. Out: the database that was asked for. Knows no table.
 */
@NullMarked
package dev.modelgate.embedded.store;

import org.jspecify.annotations.NullMarked;
