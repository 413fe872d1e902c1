/**
 * What a repository says of a commit.
 *
 * <p>In: the address of a repository, a ref and a commit. Out: the facts that a plan is made from,
 * read from our own bare mirror, never from what a host claims. It does not know what a workflow
 * is.
 */
@NullMarked
package dev.modelgate.scheduler.mirror;

import org.jspecify.annotations.NullMarked;
