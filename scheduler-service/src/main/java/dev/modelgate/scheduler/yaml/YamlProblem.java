package dev.modelgate.scheduler.yaml;

/** The one place that keeps a file from being read as YAML at all; never leaves this package. */
final class YamlProblem extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Place place;

  YamlProblem(Place place, String message) {
    super(message, null, false, false);
    this.place = place;
  }

  Place place() {
    return place;
  }

  String explanation() {
    return String.valueOf(getMessage());
  }
}
