package dev.modelgate.runner.report;

import dev.modelgate.runner.host.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * The events of one attempt that are on their way out: one file each, in a folder, in the order of
 * their sequence numbers from 1. What is in a file never changes, so however often it is sent, it
 * is the same event.
 */
public final class Spool {

  private static final String SENT = ".sent";

  /** What an event says; each is said at most once. */
  public enum Kind {
    CHECKING_OUT,
    STARTED,
    COLLECTING,
    FINISHED
  }

  /** An event that waits to be sent. */
  public record Waiting(Path file, Kind kind) {

    /** The record's value, as Kafka is to have it. */
    public byte[] bytes() {
      return DurableFiles.read(file).orElseThrow();
    }
  }

  private final Path folder;

  public Spool(Path attemptFolder) {
    this.folder = attemptFolder.resolve("spool");
  }

  /** Adds an event, durably, unless one of its kind is there already. */
  public void add(Kind kind, LongFunction<byte[]> withSequence) {
    if (holds(kind)) {
      return;
    }
    long sequence = all().size() + 1L;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to make " + folder + ", but it failed", e);
    }
    DurableFiles.write(
        folder.resolve("%06d-%s".formatted(sequence, kind)), withSequence.apply(sequence));
  }

  /** Whether an event of this kind is there, acknowledged or not. */
  public boolean holds(Kind kind) {
    return all().stream().anyMatch(file -> kindOf(file) == kind);
  }

  /** What was not acknowledged yet, oldest first. */
  public List<Waiting> waiting() {
    return all().stream()
        .filter(file -> !file.toString().endsWith(SENT))
        .map(file -> new Waiting(file, kindOf(file)))
        .toList();
  }

  /** Kafka has it; it is not sent again. */
  public void acknowledged(Waiting event) {
    DurableFiles.move(event.file(), event.file().resolveSibling(event.file().getFileName() + SENT));
  }

  /** Whether Kafka has the attempt's end. */
  public boolean isFinished() {
    return all().stream()
        .anyMatch(file -> kindOf(file) == Kind.FINISHED && file.toString().endsWith(SENT));
  }

  private List<Path> all() {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.toString().endsWith(".new")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to list " + folder + ", but it failed", e);
    }
  }

  private static Kind kindOf(Path file) {
    String name = file.getFileName().toString();
    int end = name.endsWith(SENT) ? name.length() - SENT.length() : name.length();
    return Kind.valueOf(name.substring(name.indexOf('-') + 1, end));
  }
}
