/**
 * The computer that the agent serves.
 *
 * <p>In: paths, process ids. Out: files that are written whole or not at all, processes that are
 * told from later ones with the same number, user ids that jobs run under and what these reach. It
 * knows nothing of attempts or events.
 */
@NullMarked
package dev.modelgate.runner.host;

import org.jspecify.annotations.NullMarked;
