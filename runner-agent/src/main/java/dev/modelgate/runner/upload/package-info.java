/**
 * What of an attempt is stored for good.
 *
 * <p>In: the log as it grows, the series, the files in the job's artifact folder. Out: objects in
 * the installation's store, put there with addresses that the scheduler grants; what is stored is
 * written down, so that everything is sent until it is acknowledged, by this agent or a later one.
 * Nothing waits for it but the attempt's own folder.
 */
@NullMarked
package dev.modelgate.runner.upload;

import org.jspecify.annotations.NullMarked;
