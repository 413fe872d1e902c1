/**
 * TensorBoard's event files.
 *
 * <p>In: the files of an event directory as channels. Out: the points of its scalar series in file
 * order, without those that a restart orphaned, and what is wrong with the files. Pure: it knows no
 * folders, no attempts and no events of ours.
 */
@NullMarked
package dev.modelgate.runner.eventfile;

import org.jspecify.annotations.NullMarked;
