/**
 * What is to be said of workflow files that are not committed yet.
 *
 * <p>In: folders and files of this machine. Out: the same reading that the scheduler makes of a
 * commit, as lines for people or as JSON. It does not talk to a server.
 */
@NullMarked
package dev.modelgate.standalone.lint;

import org.jspecify.annotations.NullMarked;
