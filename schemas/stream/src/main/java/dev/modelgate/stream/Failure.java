package dev.modelgate.stream;

/**
 * Why an event could not be handled.
 *
 * @param reason low-cardinality, such as {@code internal}
 * @param message one line for a person, without the event's content
 */
public record Failure(String reason, String message) {}
