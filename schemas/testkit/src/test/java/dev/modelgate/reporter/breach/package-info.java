/** Stands for the other service. */
@NullMarked
package dev.modelgate.reporter.breach;

import org.jspecify.annotations.NullMarked;
