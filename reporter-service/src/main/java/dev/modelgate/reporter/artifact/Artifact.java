package dev.modelgate.reporter.artifact;

/**
 * A file that a job left.
 *
 * @param path below the artifact folder, parts with slashes between them
 * @param key of the object
 */
public record Artifact(String path, String key, long bytes) {}
