/** The scheduler as a whole, on real Kafka and PostgreSQL. */
@NullMarked
package dev.modelgate.scheduler;

import org.jspecify.annotations.NullMarked;
