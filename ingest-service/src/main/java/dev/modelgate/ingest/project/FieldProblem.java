package dev.modelgate.ingest.project;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field's name
 * @param message a sentence that begins with "Expected"
 */
public record FieldProblem(String field, String message) {}
