package dev.modelgate.scheduler.store;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * Who leads a pool.
 *
 * @param holder null where the last leader went in peace
 * @param epoch grows with every change of leader
 * @param renewals grows while the holder lives; no clock is compared
 */
@MappedEntity("leadership")
public record LeadershipRow(@Id String pool, @Nullable String holder, long epoch, long renewals) {}
