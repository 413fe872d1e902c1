/**
 * What a job left behind.
 *
 * <p>In: the folders of an attempt whose job is over. Out: its metrics, and a file with its whole
 * series. It opens files, safely, and leaves what they mean to the packages that are pure.
 */
@NullMarked
package dev.modelgate.runner.collect;

import org.jspecify.annotations.NullMarked;
