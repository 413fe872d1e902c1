/**
 * Brings reports to where people read them.
 *
 * <p>In: a text that is to stand on a commit. Out: the text there, once, whoever else writes there;
 * and the event that says so. Knows nothing of verdicts or of what is stored.
 */
@NullMarked
package dev.modelgate.reporter.deliver;

import org.jspecify.annotations.NullMarked;
