/** Stands for a service that sees another. */
@NullMarked
package dev.modelgate.checks.breach;

import org.jspecify.annotations.NullMarked;
