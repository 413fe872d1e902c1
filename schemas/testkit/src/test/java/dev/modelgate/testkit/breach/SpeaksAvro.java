package dev.modelgate.testkit.breach;

import dev.modelgate.events.RunFinished;

/** Uses a wire type in the middle of a service. */
final class SpeaksAvro {

  String workflow(RunFinished event) {
    return event.getWorkflow();
  }
}
