package dev.modelgate.checks.store;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/** A number that an experiment measured. */
@MappedEntity("measured_value")
record MeasuredValueRow(
    @Id @GeneratedValue @Nullable Long id, String experimentId, String metric, String value) {}
