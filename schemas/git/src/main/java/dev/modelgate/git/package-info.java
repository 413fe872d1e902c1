/**
 * The hardened way to call {@code git}: argument lists only, an environment built from nothing,
 * limits on time and output, one allowed transport at a time.
 *
 * <p>In: an address, commits and paths that strangers chose. Out: bytes, commits and work trees
 * that are exactly what a commit says, or a {@link dev.modelgate.git.GitException} that says who
 * must act. It knows nothing of events, projects or jobs.
 */
@NullMarked
package dev.modelgate.git;

import org.jspecify.annotations.NullMarked;
