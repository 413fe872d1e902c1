package dev.modelgate.runner.claim;

/**
 * What a runner needs to take part, as the scheduler answered the registration.
 *
 * @param runnerId the same for every registration under the runner's name
 * @param bootstrapServers where Kafka is
 * @param topicPrefix what the installation's topics start with
 */
public record RunnerLink(String runnerId, String bootstrapServers, String topicPrefix) {}
