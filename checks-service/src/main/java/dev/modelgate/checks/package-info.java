/**
 * The checks-service turns finished experiments into verdicts.
 *
 * <p>The story is in {@link dev.modelgate.checks.ChecksFlow} and {@link
 * dev.modelgate.checks.BaselineFlow}; the steps, in the data's order, are {@code intake}, {@code
 * baseline}, {@code evaluate} and {@code store}.
 */
@Configuration
@Requires(property = "modelgate.service", value = "checks")
@NullMarked
package dev.modelgate.checks;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
