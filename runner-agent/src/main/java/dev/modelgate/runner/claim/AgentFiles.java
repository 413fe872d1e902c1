package dev.modelgate.runner.claim;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What an agent remembers besides its attempts: its fence, and how far it has read its commands.
 */
public final class AgentFiles {

  /**
   * The next command to read.
   *
   * @param topic of the commands; a position in another topic says nothing
   */
  public record Position(String topic, long offset) {}

  private final Path fence;
  private final Path position;

  public AgentFiles(Path folder) {
    this.fence = folder.resolve("fence.json");
    this.position = folder.resolve("commands.json");
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
