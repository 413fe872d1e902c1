package dev.modelgate.reporter.log;

import dev.modelgate.reporter.bucket.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which parts of a log there are: in order, none of them over another.
 *
 * @param parts may have gaps between them
 */
record LogIndex(List<LogPart> parts) {

  /** {@code <position of the first byte>-<number of its line>}. */
  private static final Pattern NAME = Pattern.compile("([0-9]{15})-([0-9]{12})");

  LogIndex {
    parts = List.copyOf(parts);
  }

  /** The stored segments; whatever else lies under the prefix is none of ours. */
  static LogIndex stored(String prefix, List<StoredObject> objects) {
    var segments = new ArrayList<LogPart>();
    for (StoredObject object : objects) {
      Matcher name = NAME.matcher(object.key()).region(prefix.length(), object.key().length());
      if (object.key().startsWith(prefix) && object.bytes() > 0 && name.matches()) {
        long offset = Long.parseLong(name.group(1));
        long line = Math.max(1, Long.parseLong(name.group(2)));
        segments.add(
            new LogPart.Stored(
                object.key(), object.storedAt(), offset, line, offset + object.bytes()));
      }
    }
    segments.sort(Comparator.comparingLong(LogPart::offset));
    var apart = new ArrayList<LogPart>();
    long end = 0;
    for (LogPart segment : segments) {
      if (segment.offset() >= end) {
        apart.add(segment);
        end = segment.end();
      }
    }
    return new LogIndex(apart);
  }

  /** With fresh parts where nothing is stored. */
  LogIndex with(Collection<LogPart.Fresh> fresh) {
    if (fresh.isEmpty()) {
      return this;
    }
    var byOffset = new TreeMap<Long, LogPart>();
    parts.forEach(part -> byOffset.put(part.offset(), part));
    for (LogPart.Fresh piece : fresh) {
      long position = piece.offset();
      while (position < piece.end()) {
        Map.Entry<Long, LogPart> before = byOffset.floorEntry(position);
        if (before != null && before.getValue().end() > position) {
          position = before.getValue().end();
        } else {
          Long next = byOffset.higherKey(position);
          LogPart.Fresh part = piece.from(position).to(next == null ? piece.end() : next);
          byOffset.put(position, part);
          position = part.end();
        }
      }
    }
    return new LogIndex(numbered(byOffset.values()));
  }

  /** An agent that says no line, or a wrong one, leaves the order as it is. */
  private static List<LogPart> numbered(Collection<LogPart> parts) {
    var numbered = new ArrayList<LogPart>();
    long line = 1;
    for (LogPart part : parts) {
      line = Math.max(line, part.line());
      numbered.add(
          switch (part) {
            case LogPart.Stored stored -> stored;
            case LogPart.Fresh fresh -> fresh.numbered(line);
          });
    }
    return numbered;
  }

  /** Position after the last byte. */
  long end() {
    return parts.isEmpty() ? 0 : parts.getLast().end();
  }

  /** Position of the first byte that is not there. */
  long firstGap() {
    long end = 0;
    for (LogPart part : parts) {
      if (part.offset() > end) {
        return end;
      }
      end = part.end();
    }
    return end;
  }

  /** When the last segment before the first gap was stored; empty where there is none. */
  Optional<Instant> storedUntil() {
    Optional<Instant> at = Optional.empty();
    long end = 0;
    for (LogPart part : parts) {
      if (part.offset() > end || !(part instanceof LogPart.Stored stored)) {
        return at;
      }
      at = Optional.of(stored.storedAt());
      end = part.end();
    }
    return at;
  }

  /** Place in the list of the first part that ends after a position; its size where none does. */
  int at(long position) {
    int low = 0;
    int high = parts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (parts.get(middle).end() > position) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Place in the list of the part in which a line begins, or of the first one. */
  int ofLine(long line) {
    int low = 0;
    int high = parts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (parts.get(middle).line() < line) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(0, low - 1);
  }

  /** Whether the part after this one follows without a gap. */
  boolean continues(int place) {
    return place + 1 < parts.size() && parts.get(place + 1).offset() == parts.get(place).end();
  }

  /** Whether a part lies within one line, which goes on in the next part. */
  boolean holdsNoLineEnd(int place) {
    return continues(place) && parts.get(place + 1).line() == parts.get(place).line();
  }
}
