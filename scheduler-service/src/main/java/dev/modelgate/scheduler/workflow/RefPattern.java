package dev.modelgate.scheduler.workflow;

import com.google.re2j.Pattern;

/** A regular expression over the whole name of a ref, matched in linear time. */
public record RefPattern(Pattern compiled) {

  /** Whether the whole name matches. */
  public boolean matches(String name) {
    return compiled.matches(name);
  }

  @Override
  public String toString() {
    return compiled.pattern();
  }
}
