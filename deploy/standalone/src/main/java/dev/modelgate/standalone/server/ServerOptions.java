package dev.modelgate.standalone.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server is to be started.
 *
 * @param data where it keeps everything
 * @param port port of its one address on loopback; 0: a free one
 * @param runner the runner that it includes; null: none
 */
public record ServerOptions(DataFolder data, int port, @Nullable IncludedRunner runner) {

  /**
   * The runner that a server includes.
   *
   * @param name its name
   * @param machines machine names that it offers
   * @param slots how many jobs it runs at once
   * @param ignoreContainers whether it runs steps that name a container, as plain processes
   */
  public record IncludedRunner(
      String name, List<String> machines, int slots, boolean ignoreContainers) {}
}
