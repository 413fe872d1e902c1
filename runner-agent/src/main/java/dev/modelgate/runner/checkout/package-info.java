/**
 * The commit's files, where the job can work on them.
 *
 * <p>In: an assignment and its slot. Out: a checkout that holds exactly the commit's files, with
 * folders for the attempt beside it, all owned by the slot's user; or why there is none. The
 * agent's own Git directory stays out of every job's reach. It does not know what will be run.
 */
@NullMarked
package dev.modelgate.runner.checkout;

import org.jspecify.annotations.NullMarked;
