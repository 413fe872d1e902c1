/**
 * The ingest-service takes what a Git host, a person or a clock says happened and appends it to the
 * log, once.
 *
 * <p>The story is in {@link dev.modelgate.ingest.WebhookFlow}, {@link
 * dev.modelgate.ingest.ProjectFlow} and {@link dev.modelgate.ingest.CommandFlow}; the steps, in the
 * data's order, are {@code body}, {@code webhook}, {@code project}, {@code gitevent}, {@code
 * command}, {@code store} and {@code append}.
 */
@Configuration
@Requires(property = "modelgate.service", value = "ingest")
@NullMarked
package dev.modelgate.ingest;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
