/**
 * What is old enough to go.
 *
 * <p>In: an object's key and age, what its run still stands for. Out: whether it goes. Does no I/O.
 */
@NullMarked
package dev.modelgate.reporter.retention;

import org.jspecify.annotations.NullMarked;
