/**
 * What was judged, where the default branch is, and the baseline ledger.
 *
 * <p>In: judgements and commits to keep. Out: what is known of an experiment, a run, a commit or a
 * history. It does not decide anything; the loop's transaction is around it.
 */
@NullMarked
package dev.modelgate.checks.store;

import org.jspecify.annotations.NullMarked;
