package dev.modelgate.runner.claim;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What an agent remembers besides its attempts: who it is, its fence, and how far it has read its
 * commands.
 */
public final class AgentFiles {

  /**
   * The next command to read.
   *
   * @param topic of the commands; a position in another topic says nothing
   */
  public record Position(String topic, long offset) {}

  /** Who works in the folder, for as long as the folder is there. */
  private record Identity(String id) {}

  private final Path identity;
  private final Path fence;
  private final Path position;

  public AgentFiles(Path folder) {
    this.identity = folder.resolve("agent.json");
    this.fence = folder.resolve("fence.json");
    this.position = folder.resolve("commands.json");
  }

  /**
   * The agent's own id: two that were given one name are told apart by it.
   *
   * @param fresh what it is from now on, where there is none yet
   */
  public String id(String fresh) {
    return StateJson.read(identity, Identity.class)
        .orElseGet(
            () -> {
              StateJson.write(identity, new Identity(fresh));
              return new Identity(fresh);
            })
        .id();
  }

  public Fence fence() {
    return StateJson.read(fence, Fence.class).orElse(Fence.open());
  }

  public void save(Fence next) {
    StateJson.write(fence, next);
  }

  public Optional<Position> position() {
    return StateJson.read(position, Position.class);
  }

  public void save(Position next) {
    StateJson.write(position, next);
  }
}
