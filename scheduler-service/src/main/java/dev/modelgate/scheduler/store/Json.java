package dev.modelgate.scheduler.store;

import dev.modelgate.scheduler.intake.Metric;
import dev.modelgate.scheduler.workflow.Bound;
import dev.modelgate.scheduler.workflow.Check;
import dev.modelgate.scheduler.workflow.Comparison;
import dev.modelgate.scheduler.workflow.Judging;
import dev.modelgate.scheduler.workflow.MetricSource;
import dev.modelgate.scheduler.workflow.Rounding;
import dev.modelgate.scheduler.workflow.Surroundings;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.SerdeImport;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Lists and maps as the JSON texts that some columns hold. */
@Singleton
@SerdeImport(Check.class)
@SerdeImport(Bound.class)
@SerdeImport(Comparison.class)
@SerdeImport(Judging.class)
@SerdeImport(MetricSource.class)
@SerdeImport(Rounding.class)
@SerdeImport(Surroundings.class)
public final class Json {

  private static final Argument<List<Check>> CHECKS = Argument.listOf(Check.class);
  private static final Argument<List<Metric>> METRICS = Argument.listOf(Metric.class);
  private static final Argument<Map<String, String>> TEXTS =
      Argument.mapOf(String.class, String.class);
  private static final Argument<Surroundings> SURROUNDINGS = Argument.of(Surroundings.class);
  private static final Argument<List<WorkflowReference>> WORKFLOWS =
      Argument.listOf(WorkflowReference.class);

  private final ObjectMapper mapper;

  Json(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  public String write(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Check> checks(String json) {
    return read(json, CHECKS);
  }

  public List<Metric> metrics(String json) {
    return read(json, METRICS);
  }

  public Map<String, String> texts(String json) {
    return read(json, TEXTS);
  }

  public Surroundings surroundings(String json) {
    return read(json, SURROUNDINGS);
  }

  public List<WorkflowReference> workflows(String json) {
    return read(json, WORKFLOWS);
  }

  private <T> T read(String json, Argument<T> type) {
    try {
      T value = mapper.readValue(json, type);
      if (value == null) {
        throw new IllegalStateException("Expected a column to hold JSON, but it holds null");
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
