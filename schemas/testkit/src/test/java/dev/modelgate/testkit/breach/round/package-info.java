/** Goes round with {@code trip}. */
@NullMarked
package dev.modelgate.testkit.breach.round;

import org.jspecify.annotations.NullMarked;
