package dev.modelgate.scheduler.store;

import io.micronaut.core.annotation.Introspected;

/** How many live attempts a runner holds. */
@Introspected
public record UsedSlots(String runnerId, long used) {}
