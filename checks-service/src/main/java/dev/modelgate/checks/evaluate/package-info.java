/**
 * What is said of an experiment and of a run.
 *
 * <p>In: a finished experiment with its checks and metrics, and the baseline at that moment. Out: a
 * verdict with its reason, its sentence and what each check says. It does not know the ledger,
 * other runs or the time.
 */
@NullMarked
package dev.modelgate.checks.evaluate;

import org.jspecify.annotations.NullMarked;
