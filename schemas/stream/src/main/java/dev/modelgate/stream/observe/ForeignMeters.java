package dev.modelgate.stream.observe;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/**
 * Puts right what {@code promtool check metrics} finds in the meters of the libraries: help that is
 * missing, names that break Prometheus' rules.
 */
@Singleton
final class ForeignMeters implements MeterFilter {

  private static final Map<String, String> HELP =
      Map.of(
          "http.server.requests", "Requests that were answered",
          "executor", "Work that ran on executors",
          "executor.idle", "How long work waited for executors");

  /** Their facts are in {@code process.cpu.usage} and in what the machine's own exporter says. */
  private static final Set<String> BADLY_NAMED = Set.of("process.cpu.time", "system.cpu.count");

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return BADLY_NAMED.contains(id.getName()) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    String help = HELP.get(id.getName());
    return help == null || id.getDescription() != null
        ? id
        : new Meter.Id(
            id.getName(), Tags.of(id.getTagsAsIterable()), id.getBaseUnit(), help, id.getType());
  }
}
