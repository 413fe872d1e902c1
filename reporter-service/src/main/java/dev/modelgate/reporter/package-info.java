/** Makes the outside world agree with the verdicts. Never decides a verdict. */
@Configuration
@Requires(property = "modelgate.service", value = "reporter")
@NullMarked
package dev.modelgate.reporter;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
