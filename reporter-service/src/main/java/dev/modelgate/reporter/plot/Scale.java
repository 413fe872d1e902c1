package dev.modelgate.reporter.plot;

import java.util.Locale;

/** How values are laid out on an axis. */
public enum Scale {
  LINEAR,
  /** By powers of ten; only numbers above zero have a place. */
  LOG;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a value has a place. */
  boolean places(double value) {
    return Double.isFinite(value) && (this == LINEAR || value > 0);
  }

  double apply(double value) {
    return this == LOG ? Math.log10(value) : value;
  }
}
