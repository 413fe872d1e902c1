package dev.modelgate.reporter.bucket;

import java.time.Instant;

/**
 * What a listing says of an object.
 *
 * @param storedAt by the store's clock
 */
public record StoredObject(String key, long bytes, Instant storedAt) {}
