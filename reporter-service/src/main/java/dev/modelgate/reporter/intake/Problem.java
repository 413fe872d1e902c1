package dev.modelgate.reporter.intake;

/**
 * A user's mistake at its place.
 *
 * @param line from 1; 0 where it belongs to the whole file
 * @param column from 1; 0 where it belongs to the whole file
 */
public record Problem(String path, int line, int column, String message) {}
