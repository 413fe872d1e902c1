package dev.modelgate.checks.store;

import dev.modelgate.checks.intake.MeasuredNumber;
import dev.modelgate.checks.intake.MetricDefinition;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A number that an experiment measured.
 *
 * @param metric its key
 * @param name of the metric within its source
 */
@MappedEntity("measured_value")
record MeasuredValueRow(
    @Id @GeneratedValue @Nullable Long id,
    String experimentId,
    String metric,
    String value,
    String source,
    String name,
    String file,
    String pointer,
    @Nullable String aggregate) {

  static MeasuredValueRow of(String experimentId, String metric, MeasuredNumber number) {
    MetricDefinition definition = number.definition();
    return new MeasuredValueRow(
        null,
        experimentId,
        metric,
        number.value(),
        definition.source(),
        definition.name(),
        definition.file(),
        definition.pointer(),
        definition.aggregate());
  }

  MeasuredNumber number() {
    return new MeasuredNumber(value, new MetricDefinition(source, name, file, pointer, aggregate));
  }
}
