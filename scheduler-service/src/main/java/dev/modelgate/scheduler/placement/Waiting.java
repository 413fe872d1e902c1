package dev.modelgate.scheduler.placement;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An experiment in the queue.
 *
 * @param experimentId its id
 * @param machine the machine name that it asks for; null: any
 * @param inContainer whether it names a container
 * @param failedOn runners on which machines failed an earlier attempt; others come first
 */
public record Waiting(
    String experimentId, @Nullable String machine, boolean inContainer, Set<String> failedOn) {

  public Waiting {
    failedOn = Set.copyOf(failedOn);
  }
}
