/**
 * What a request carries, taken within bounds.
 *
 * <p>In: the bytes of a request, of any size, speed and shape. Out: at most as many bytes as are
 * allowed, and from them the plain fields of one JSON object. It does not know what a field means
 * or who sent it.
 */
@NullMarked
package dev.modelgate.ingest.body;

import org.jspecify.annotations.NullMarked;
