package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.Shown;

/** Names of workflows and steps are free text, as long as a status can show them. */
final class Names {

  private static final int MAX_LENGTH = 63;

  private Names() {}

  static void check(String what, String name, Place place, Problems problems) {
    boolean short_ = name.codePointCount(0, name.length()) <= MAX_LENGTH;
    boolean shown = Shown.plain(name).equals(name) || !short_;
    if (name.isBlank() || !short_ || !shown || name.indexOf('/') >= 0) {
      problems.error(
          place,
          "Expected a %s's name of at most %d characters on one line, without \"/\", but found %s."
              .formatted(what, MAX_LENGTH, Shown.quoted(name)));
    }
  }
}
