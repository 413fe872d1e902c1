/** Has a name that says nothing. */
@NullMarked
package dev.modelgate.testkit.breach.common;

import org.jspecify.annotations.NullMarked;
