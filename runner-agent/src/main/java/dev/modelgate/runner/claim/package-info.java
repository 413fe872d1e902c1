/**
 * What the scheduler wants from this runner, and what this runner has promised.
 *
 * <p>In: the answer to the registration and the records of the runner's command topic. Out: the
 * attempts that are held, each with a folder that is the truth about it; what is older than
 * something known already is dropped. It knows how long a promise holds without being renewed. It
 * does not know how a job is run.
 */
@NullMarked
package dev.modelgate.runner.claim;

import org.jspecify.annotations.NullMarked;
