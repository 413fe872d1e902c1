package dev.modelgate.stream;

import java.time.Instant;

/**
 * A task as it is carried out.
 *
 * @param id grows in the order in which tasks of one key were committed
 * @param attempt from 1
 * @param createdAt when it was added, by the database's clock
 */
public record Task(
    long id,
    String kind,
    String key,
    String host,
    String payload,
    int attempt,
    Instant createdAt) {}
