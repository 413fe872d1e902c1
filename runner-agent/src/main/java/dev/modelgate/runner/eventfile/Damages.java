package dev.modelgate.runner.eventfile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is wrong with one file, counted by kind: a file full of damage takes no more room. */
final class Damages {

  private final String file;
  private final Map<Damage.Kind, Damage> byKind = new EnumMap<>(Damage.Kind.class);

  Damages(String file) {
    this.file = file;
  }

  void add(Damage.Kind kind, long at, long bytes) {
    byKind.merge(
        kind,
        new Damage(file, kind, 1, bytes, at),
        (old, next) -> new Damage(file, kind, old.count() + 1, old.bytes() + bytes, old.firstAt()));
  }

  List<Damage> all() {
    return new ArrayList<>(byKind.values());
  }
}
