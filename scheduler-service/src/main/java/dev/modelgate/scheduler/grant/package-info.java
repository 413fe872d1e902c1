/**
 * What a runner may store.
 *
 * <p>In: an attempt and the files that its runner wants to store. Out: addresses that take exactly
 * those files below the attempt's own prefix, for a while; or why not. It does not know whether the
 * attempt still counts.
 */
@NullMarked
package dev.modelgate.scheduler.grant;

import org.jspecify.annotations.NullMarked;
