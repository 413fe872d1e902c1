package dev.modelgate.scheduler.announce;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every event says of itself.
 *
 * @param eventId its identity
 * @param at when the thing happened
 * @param causedBy the event that led to it; null where none did
 */
public record Said(String eventId, Instant at, @Nullable String causedBy) {}
