/** Goes round with {@code round}. */
@NullMarked
package dev.modelgate.testkit.breach.trip;

import org.jspecify.annotations.NullMarked;
