/**
 * The scheduler-service: decides what has to run for a git event and where, and is the only one
 * that says an experiment or a run is over.
 */
@Configuration
@Requires(property = "modelgate.service", value = "scheduler")
@NullMarked
package dev.modelgate.scheduler;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
