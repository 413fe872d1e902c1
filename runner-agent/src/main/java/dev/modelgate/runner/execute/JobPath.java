package dev.modelgate.runner.execute;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that a job works in or writes to. The root is one that no job can put a link in place
 * of; everything below it may be the job's own doing, so whoever opens it takes the steps one by
 * one and follows no link.
 *
 * @param root a folder of the agent's
 * @param inside the steps below it, none of them empty, . or ..; none for the root itself
 */
public record JobPath(Path root, List<String> inside) {

  public JobPath {
    inside = List.copyOf(inside);
  }

  /** The whole path, to be handed to the job. */
  public Path path() {
    return root.resolve(String.join("/", inside));
  }

  /** The folder or file of that name in this one. */
  public JobPath resolve(String name) {
    return new JobPath(root, Stream.concat(inside.stream(), Stream.of(name)).toList());
  }

  /** Whether each step is a folder, and no link; tells the truth only while no job runs there. */
  public boolean isFolder() {
    Path step = root;
    for (String name : inside) {
      step = step.resolve(name);
      if (!Files.isDirectory(step, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
    }
    return Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS);
  }
}
