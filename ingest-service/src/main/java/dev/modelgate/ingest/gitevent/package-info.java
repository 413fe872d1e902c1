/**
 * What a delivery says (pure).
 *
 * <p>In: the fields of a body whose signature is right, and the project whose hook was called. Out:
 * a git event, or the reason why there is none. It does not know who asked, what the time is, or
 * whether the same was said before.
 */
@NullMarked
package dev.modelgate.ingest.gitevent;

import org.jspecify.annotations.NullMarked;
