package dev.modelgate.runner.eventfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads the files of one directory, in the order of their names, as one sequence of events.
 *
 * <p>A restart drops points that were read long before. They are not kept for that: where a restart
 * matters, the files are read a second time, knowing all restarts.
 */
public final class EventDirectory {

  /**
   * What was read.
   *
   * @param sink that met the points
   * @param damages what is wrong with the files
   * @param orphans which points were left out, so that reading again needs one way only
   */
  public record Reading<S extends PointSink>(S sink, List<Damage> damages, Orphans orphans) {

    public Reading {
      damages = List.copyOf(damages);
    }
  }

  private EventDirectory() {}

  /**
   * Reads the files.
   *
   * @param files in the order of their names
   * @param mostSeries how many tags are looked at
   * @param mostRestarts how many restarts are followed, those of all tags together
   * @param sinks makes a sink; one that met orphans is thrown away
   */
  public static <S extends PointSink> Reading<S> read(
      List<EventFile> files, int mostSeries, int mostRestarts, Supplier<S> sinks) {
    Reading<S> first =
        pass(files, mostSeries, mostRestarts, sinks.get(), Orphans.none(mostRestarts));
    return first.orphans().isEmpty()
        ? first
        : pass(files, mostSeries, 0, sinks.get(), first.orphans());
  }

  /** Reads the files again. */
  public static <S extends PointSink> Reading<S> readAgain(
      List<EventFile> files, int mostSeries, S sink, Orphans orphans) {
    return pass(files, mostSeries, 0, sink, orphans);
  }

  private static <S extends PointSink> Reading<S> pass(
      List<EventFile> files, int mostSeries, int mostRestarts, S sink, Orphans known) {
    EventSequence sequence = new EventSequence(mostSeries, mostRestarts, sink, known);
    List<Damage> damages = new ArrayList<>();
    for (EventFile file : files) {
      Damages found = new Damages(file.name());
      long position = 0;
      try (SeekableByteChannel channel = file.opener().open()) {
        RecordReader records = new RecordReader(channel, found);
        while (records.next()) {
          position = records.position();
          sequence.read(records, found);
        }
      } catch (ClosedByInterruptException e) {
        // Who reads is to end; that says nothing about the file.
        throw new UncheckedIOException(e);
      } catch (IOException e) {
        found.add(Damage.Kind.UNREADABLE, position, 0);
      }
      damages.addAll(found.all());
    }
    return new Reading<>(sink, damages, known.isEmpty() ? sequence.orphans() : known);
  }
}
