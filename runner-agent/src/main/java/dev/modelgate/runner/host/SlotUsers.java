package dev.modelgate.runner.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives every slot of every agent on this computer a user id of its own, 64001 and up. Two agents
 * must not share one: whatever runs under a slot's id is ended with the slot's job.
 *
 * <p>Who has which id is a link in one folder, made under a lock, from the id to the agent's folder
 * and slot. An id whose agent's folder is gone is free again.
 */
public final class SlotUsers {

  /** Where agents of one computer agree; empty again after a restart, as processes are. */
  public static final Path REGISTRY = Path.of("/run/modelgate/users");

  private static final int FIRST = 64_001;
  private static final int LAST = 65_533;

  private final Path registry;

  public SlotUsers(Path registry) {
    this.registry = registry;
  }

  /** One id for each slot; the same ones as before where this folder had some. */
  public List<JobAccount> reserve(Path agentFolder, int slots) {
    // The file's lock keeps processes apart, the class's the threads of one process.
    synchronized (SlotUsers.class) {
      try {
        Files.createDirectories(
            registry,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (FileChannel channel =
            FileChannel.open(
                registry.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          channel.lock();
          List<JobAccount> accounts = new ArrayList<>();
          for (int slot = 1; slot <= slots; slot++) {
            accounts.add(new JobAccount.SlotUser(reserveOne(agentFolder, slot)));
          }
          return List.copyOf(accounts);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(
            "Expected to reserve user ids for jobs in " + registry + ", but " + e.getMessage(), e);
      }
    }
  }

  private int reserveOne(Path agentFolder, int slot) throws IOException {
    Path owner = agentFolder.toAbsolutePath().resolve("slot-" + slot);
    int free = 0;
    for (int uid = LAST; uid >= FIRST; uid--) {
      Path link = registry.resolve(Integer.toString(uid));
      if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
        free = uid;
        continue;
      }
      Path holder = Files.readSymbolicLink(link);
      if (holder.equals(owner)) {
        return uid;
      }
      Path holdersFolder = holder.getParent();
      if (holdersFolder == null || !Files.exists(holdersFolder)) {
        Files.delete(link);
        free = uid;
      }
    }
    if (free == 0) {
      throw new IOException("all of " + FIRST + " to " + LAST + " are taken");
    }
    Files.createSymbolicLink(registry.resolve(Integer.toString(free)), owner);
    return free;
  }
}
