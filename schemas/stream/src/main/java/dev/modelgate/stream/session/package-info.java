/**
 * One connection with PostgreSQL outside the pool, for what lasts: the lock that shows that this
 * instance lives, and LISTEN.
 *
 * <p>In: the address. Out: signals to their listeners; whether PostgreSQL is there. Knows nothing
 * of what the signals mean.
 */
@NullMarked
package dev.modelgate.stream.session;

import org.jspecify.annotations.NullMarked;
