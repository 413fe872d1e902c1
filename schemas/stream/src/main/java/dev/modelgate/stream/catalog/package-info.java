/**
 * The schema topic: learns what others published, publishes what this version writes.
 *
 * <p>In: SchemaPublished records, from the topic's beginning. Out: known schemas; the gate that
 * lets the first record out. Knows nothing of other topics.
 */
@NullMarked
package dev.modelgate.stream.catalog;

import org.jspecify.annotations.NullMarked;
