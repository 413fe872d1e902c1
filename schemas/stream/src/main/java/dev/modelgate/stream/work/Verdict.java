package dev.modelgate.stream.work;

import java.time.Duration;

/** What is to be done with a task that was tried. */
sealed interface Verdict {

  /** What it wants written is written, and it goes. */
  record Done(Runnable result) implements Verdict {}

  /** It waits and is tried again. */
  record Again(Duration after, String reason) implements Verdict {}

  /** It is not tried again. */
  record Over(String reason) implements Verdict {}
}
