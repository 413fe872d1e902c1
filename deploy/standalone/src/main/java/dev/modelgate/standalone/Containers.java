package dev.modelgate.standalone;

/** What a runner does with a step that names a container; spelled as people type it. */
enum Containers {
  /** Runs it as a plain process. */
  ignore,
  /** Leaves it to others. */
  none
}
