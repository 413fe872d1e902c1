package dev.modelgate.runner.eventfile;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The events of a directory, one after the other, and what TensorBoard would keep of them
 * (event_accumulator.py): from file version 2 on a session that starts drops the points of its step
 * and later ones; before, an event whose step goes back drops those of its own tags.
 */
final class EventSequence {

  private static final String VERSION = "brain.Event:";

  private final PointSink sink;
  private final Orphans known;
  private final boolean dropping;
  private final Orphans orphans;
  private final EventDecoder decoder;
  private long place;
  private boolean sessions;
  private long latestStep = -1;
  private long highestStep = Long.MIN_VALUE;

  EventSequence(int mostSeries, int mostRestarts, PointSink sink, Orphans known) {
    this.orphans = Orphans.none(mostRestarts);
    this.decoder = new EventDecoder(new TagTable(mostSeries));
    this.sink = sink;
    this.known = known;
    this.dropping = !known.isEmpty();
    known.rewind();
  }

  /** Restarts that were met and matter. */
  Orphans orphans() {
    return orphans;
  }

  /** Takes the current record. */
  void read(RecordReader record, Damages damages) {
    if (!decoder.read(record.bytes(), record.from(), record.to())) {
      damages.add(Damage.Kind.NO_EVENT, record.position(), record.to() - record.from());
      return;
    }
    place++;
    if (!decoder.fileVersion().isEmpty()) {
      sessions = tellsSessions(decoder.fileVersion());
    }
    if (!dropping) {
      noteRestart();
    }
    if (place == (dropping ? known : orphans).fullAt()) {
      damages.add(Damage.Kind.TOO_MANY_RESTARTS, record.position(), 0);
    }
    if (decoder.hasSummary()) {
      latestStep = decoder.step();
    }
    points();
    for (int i = 0; i < decoder.refused(); i++) {
      damages.add(Damage.Kind.TOO_MANY_SERIES, record.position(), 0);
    }
    for (int i = 0; i < decoder.noNumbers(); i++) {
      damages.add(Damage.Kind.NO_NUMBER, record.position(), 0);
    }
  }

  private void points() {
    long step = decoder.step();
    for (int i = 0; i < decoder.count(); i++) {
      Tag tag = decoder.tag(i);
      if (dropping && known.drop(tag.index(), place, step)) {
        continue;
      }
      if (tag.announce()) {
        sink.series(tag.index(), new String(tag.name(), UTF_8));
      }
      tag.reach(step);
      highestStep = Math.max(highestStep, step);
      sink.point(tag.index(), step, decoder.wallTime(), decoder.value(i), decoder.isSingle(i));
    }
  }

  private void noteRestart() {
    long step = decoder.step();
    if (sessions) {
      if (decoder.isStart() && highestStep >= step) {
        orphans.add(place, step);
      }
    } else if (decoder.hasSummary() && step < latestStep) {
      for (int i = 0; i < decoder.count(); i++) {
        if (decoder.tag(i).highestStep() >= step) {
          orphans.add(decoder.tag(i).index(), place, step);
        }
      }
    }
  }

  private static boolean tellsSessions(String fileVersion) {
    int at = fileVersion.lastIndexOf(VERSION);
    try {
      return at >= 0 && Double.parseDouble(fileVersion.substring(at + VERSION.length())) >= 2;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
