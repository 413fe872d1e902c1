/**
 * What belongs next to each other.
 *
 * <p>In: runs. Out: their series beside those of the run that they were compared with, and what
 * differs between several runs. Knows nothing of HTML or JSON.
 */
@NullMarked
package dev.modelgate.reporter.compare;

import org.jspecify.annotations.NullMarked;
