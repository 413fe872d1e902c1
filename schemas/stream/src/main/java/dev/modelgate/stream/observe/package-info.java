/**
 * What the loop tells about itself: meters, alarms, health.
 *
 * <p>In: what the parts count and what they find wrong. Out: Micrometer meters and a health
 * indicator. Knows nothing of how the parts work.
 */
@NullMarked
package dev.modelgate.stream.observe;

import org.jspecify.annotations.NullMarked;
