/**
 * What a repository says of a commit.
 *
 * <p>In: the address of a repository, a ref and a commit, and which plans of the project wait. Out:
 * the facts that a plan is made from, read from our own bare mirror, never from what a host claims.
 * Which plans the last fetch serves is kept in memory; it does not know what a workflow is.
 */
@NullMarked
package dev.modelgate.scheduler.mirror;

import org.jspecify.annotations.NullMarked;
