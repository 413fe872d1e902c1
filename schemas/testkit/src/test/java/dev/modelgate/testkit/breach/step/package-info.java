/** A step that knows too much. */
@NullMarked
package dev.modelgate.testkit.breach.step;

import org.jspecify.annotations.NullMarked;
