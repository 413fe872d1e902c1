package dev.modelgate.checks.breach;

import dev.modelgate.reporter.breach.IsSeen;

/** Depends on another service. */
final class SeesAnotherService {

  IsSeen other() {
    return new IsSeen();
  }
}
