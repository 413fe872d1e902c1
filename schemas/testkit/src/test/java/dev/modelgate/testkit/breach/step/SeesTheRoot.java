package dev.modelgate.testkit.breach.step;

import dev.modelgate.testkit.breach.RootStory;

/** A step that looks at the story. */
final class SeesTheRoot {

  String end() {
    return RootStory.end();
  }
}
