package dev.modelgate.stream.loop;

import dev.modelgate.stream.rows.OffsetTable.Position;

/** What came of a batch. */
sealed interface Outcome {

  /** It is handled; the partition is read on from there. */
  record Done(Position next) implements Outcome {}

  /** Another instance moved the partition's offset: nothing of the batch counts. */
  record Overtaken() implements Outcome {}

  /** PostgreSQL is away, or the service stops; what is committed shows in the offset's row. */
  record Away(String reason) implements Outcome {}
}
