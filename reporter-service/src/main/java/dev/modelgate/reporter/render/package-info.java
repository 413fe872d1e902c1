/**
 * What people and machines are told: statuses, the note, the comment, lines of a log.
 *
 * <p>In: what is known of a run and of a commit. Out: text, inert wherever a stranger wrote a part
 * of it. Knows nothing of the database, of the time, or of where the text goes. Pure.
 */
@NullMarked
package dev.modelgate.reporter.render;

import org.jspecify.annotations.NullMarked;
