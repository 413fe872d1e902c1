package dev.modelgate.testkit;

/**
 * The Kafka of a module's tests, wherever it runs.
 *
 * @param bootstrapServers as a client takes it
 */
public record TestKafka(String bootstrapServers) {}
