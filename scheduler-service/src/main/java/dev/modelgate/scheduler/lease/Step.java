package dev.modelgate.scheduler.lease;

import java.util.List;

/**
 * One transition.
 *
 * @param next where the experiment stands now
 * @param effects what has to be done for it, in order; empty where nothing has
 */
public record Step(Standing next, List<LeaseEffect> effects) {

  public Step {
    effects = List.copyOf(effects);
  }

  static Step to(Standing next, LeaseEffect... effects) {
    return new Step(next, List.of(effects));
  }
}
