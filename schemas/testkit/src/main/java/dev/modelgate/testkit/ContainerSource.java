package dev.modelgate.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Kafka, PostgreSQL and LocalStack in containers, of the versions of the embedded parts. */
final class ContainerSource implements PartsSource {

  private static final String KAFKA = "apache/kafka:4.3.1";
  private static final String POSTGRES = "postgres:18.6";
  private static final String LOCALSTACK = "localstack/localstack:4";

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  @Override
  public String name() {
    return "containers " + KAFKA + ", " + POSTGRES + ", " + LOCALSTACK;
  }

  @Override
  public TestKafka kafka() {
    KafkaContainer kafka =
        new KafkaContainer(KAFKA)
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
    open.push(kafka);
    kafka.start();
    return new TestKafka(kafka.getBootstrapServers());
  }

  @Override
  public TestPostgres postgres() {
    PostgreSQLContainer postgres =
        new PostgreSQLContainer(POSTGRES)
            .withCommand("postgres", "-c", "max_connections=300", "-c", "fsync=off");
    open.push(postgres);
    postgres.start();
    return new TestPostgres(
        "jdbc:postgresql://%s:%d/"
            .formatted(
                postgres.getHost(), postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT)),
        postgres.getUsername(),
        postgres.getPassword());
  }

  @Override
  public TestS3 s3() {
    LocalStackContainer localstack = new LocalStackContainer(LOCALSTACK).withServices("s3");
    open.push(localstack);
    localstack.start();
    return new TestS3(
        localstack.getEndpoint(), localstack.getAccessKey(), localstack.getSecretKey());
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
