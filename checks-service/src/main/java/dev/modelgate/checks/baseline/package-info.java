/**
 * What a result is compared with.
 *
 * <p>In: the ledger's numbers of one project, workflow and step. Out: the one that counts as the
 * baseline of a check. It does not know the rules that compare with it, nor where the ledger is
 * kept.
 */
@NullMarked
package dev.modelgate.checks.baseline;

import org.jspecify.annotations.NullMarked;
