package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.yaml.Place;
import dev.modelgate.scheduler.yaml.Problems;
import dev.modelgate.scheduler.yaml.Shown;

/** Names of workflows and steps are free text, as long as a status can show them. */
final class Names {

  private Names() {}

  static void check(String what, String name, Place place, Problems problems) {
    if (name.isBlank() || !Shown.name(name).equals(name) || name.indexOf('/') >= 0) {
      problems.error(
          place,
          "Expected a %s's name of at most %d characters on one line, without \"/\", but found %s."
              .formatted(what, Shown.LONGEST_NAME, Shown.quoted(name)));
    }
  }
}
