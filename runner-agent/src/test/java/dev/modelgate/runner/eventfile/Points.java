package dev.modelgate.runner.eventfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps every point of a directory, for tests to look at. */
final class Points implements PointSink {

  final Map<String, List<Long>> steps = new TreeMap<>();
  final Map<String, List<Double>> values = new TreeMap<>();
  private final List<String> tags = new ArrayList<>();

  static EventDirectory.Reading<Points> of(EventFile... files) {
    return EventDirectory.read(List.of(files), 1000, 1000, Points::new);
  }

  static EventDirectory.Reading<Points> of(EventWriter file) {
    return of(Memory.file(file.bytes()));
  }

  @Override
  public void series(int series, String tag) {
    while (tags.size() <= series) {
      tags.add("");
    }
    tags.set(series, tag);
    steps.put(tag, new ArrayList<>());
    values.put(tag, new ArrayList<>());
  }

  @Override
  public void point(int series, long step, double wallTime, double value, boolean singlePrecision) {
    steps.getOrDefault(tags.get(series), List.of()).add(step);
    values.getOrDefault(tags.get(series), List.of()).add(value);
  }
}
