package dev.modelgate.stream.loop;

import dev.modelgate.stream.rows.OffsetTable.Position;
import org.jspecify.annotations.Nullable;

/** How this instance stands with a partition that it was assigned. */
final class PartitionState {

  private @Nullable Position position;
  private boolean reading;
  private long waitUntil;
  private int missingSchema;
  private boolean refused;

  /** The row as last seen; null where there was none. */
  @Nullable Position position() {
    return position;
  }

  boolean reading() {
    return reading;
  }

  /** The schema that it waits for; 0: none. */
  int missingSchema() {
    return missingSchema;
  }

  /** Whether PostgreSQL did not take its last batch. */
  boolean refused() {
    return refused;
  }

  void refused(boolean refused) {
    this.refused = refused;
  }

  void readFrom(@Nullable Position row) {
    position = row;
    reading = true;
    missingSchema = 0;
  }

  void waitUntil(long time) {
    reading = false;
    waitUntil = time;
    missingSchema = 0;
  }

  void waitForSchema(int id, long now) {
    reading = false;
    waitUntil = now;
    missingSchema = id;
  }

  boolean isDue(long now) {
    return !reading && waitUntil - now <= 0;
  }
}
