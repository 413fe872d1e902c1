/** Claims to be pure and is not. */
@NullMarked
package dev.modelgate.testkit.breach.pure;

import org.jspecify.annotations.NullMarked;
