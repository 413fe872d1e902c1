/**
 * Who may run.
 *
 * <p>In: what a runner says of itself when it registers. Out: its row, its command topic, and the
 * word that it is approved. It knows nothing of what the runner does.
 */
@NullMarked
package dev.modelgate.scheduler.runner;

import org.jspecify.annotations.NullMarked;
