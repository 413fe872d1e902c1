package dev.modelgate.runner.eventfile;

import java.util.Locale;

/**
 * Something that is wrong with an event file.
 *
 * @param file its path, as it was handed in
 * @param kind what is wrong
 * @param count how often
 * @param bytes how many bytes are concerned
 * @param firstAt position of the first of them in the file, from 0
 */
public record Damage(String file, Kind kind, long count, long bytes, long firstAt) {

  /** What can be wrong with an event file. */
  public enum Kind {
    /** A record whose content does not match its checksum; the next one was read. */
    RECORD,
    /** Bytes that are no record; a later record was found and read. */
    STRETCH,
    /** The file ends within a record, or in zeros, as it does where its writer was killed. */
    CUT,
    /** Bytes that are no record, and nothing after them is one: nobody knows what is lost. */
    LOST,
    /** A record with a correct checksum that is no event. */
    NO_EVENT,
    /** A record that is too long to be looked into. */
    TOO_LONG,
    /** A series with too long a name, or one more than are read. */
    TOO_MANY_SERIES,
    /** A value of a scalar series that is no single number. */
    NO_NUMBER,
    /** More restarts than can be followed. */
    TOO_MANY_RESTARTS,
    /** A file that was not read, for all files together are too large. */
    TOO_LARGE,
    /** The file could not be read, or not to its end. */
    UNREADABLE
  }

  /** Whether nobody knows what the rest of the file would have said. */
  public boolean isLoss() {
    return switch (kind) {
      case LOST, TOO_MANY_RESTARTS, TOO_LARGE, UNREADABLE -> true;
      case RECORD, STRETCH, CUT, NO_EVENT, TOO_LONG, TOO_MANY_SERIES, NO_NUMBER -> false;
    };
  }

  /** A sentence without a full stop, with the file's name. */
  public String sentence() {
    String what =
        switch (kind) {
          case RECORD ->
              "%s with a wrong checksum left out, the first at byte %d"
                  .formatted(counted("damaged record"), firstAt);
          case STRETCH ->
              "damaged at byte %d: %s left out, the records after them were read"
                  .formatted(firstAt, bytesText());
          case CUT ->
              "ends within a record: its last %s left out, from byte %d on"
                  .formatted(bytesText(), firstAt);
          case LOST ->
              "damaged from byte %d on: nothing in its last %s can be read"
                  .formatted(firstAt, bytesText());
          case NO_EVENT ->
              "%s that hold no event left out, the first at byte %d"
                  .formatted(counted("record"), firstAt);
          case TOO_LONG ->
              "%s of more than %d MiB left out, the first at byte %d"
                  .formatted(counted("record"), RecordReader.LONGEST >> 20, firstAt);
          case TOO_MANY_SERIES ->
              "%s of further series, or of series with too long a name, left out"
                  .formatted(counted("value"));
          case NO_NUMBER -> "%s that are no single number left out".formatted(counted("value"));
          case TOO_MANY_RESTARTS -> "restarted too often to be followed";
          case TOO_LARGE -> "not read: all event files together are too large";
          case UNREADABLE -> "could not be read from byte %d on".formatted(firstAt);
        };
    return file + ": " + what;
  }

  private String counted(String noun) {
    return count == 1 ? "1 " + noun : String.format(Locale.ROOT, "%,d %ss", count, noun);
  }

  private String bytesText() {
    return bytes == 1 ? "byte" : String.format(Locale.ROOT, "%,d bytes", bytes);
  }
}
