/**
 * What the runner says to the outside.
 *
 * <p>In: how attempts stand and end, the numbers they wrote, their logs. Out: heartbeats, events
 * that are kept in the attempt's folder until Kafka has them, and the log in chunks whose bounds
 * are written down before they are sent. It does not know how a job is run.
 */
@NullMarked
package dev.modelgate.runner.report;

import org.jspecify.annotations.NullMarked;
