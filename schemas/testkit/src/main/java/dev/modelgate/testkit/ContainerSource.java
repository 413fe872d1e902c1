package dev.modelgate.testkit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Kafka, PostgreSQL and LocalStack in containers, of the versions of the embedded parts. */
final class ContainerSource implements PartsSource {

  private static final String KAFKA = "apache/kafka:4.3.1";
  private static final String POSTGRES = "postgres:18.6";
  private static final String LOCALSTACK = "localstack/localstack:4";

  private static final int PULL_MINUTES = 3;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /**
   * Why there can be no containers here; empty where they can be. Asks the engine itself:
   * Testcontainers would try for minutes where one answers that cannot fetch an image.
   */
  static String lack() {
    TransportConfig transport;
    try {
      transport = DockerClientFactory.instance().getTransportConfig();
    } catch (RuntimeException e) {
      return "no Docker answers";
    }
    try (DockerClient docker = DockerClientProviderStrategy.getClientForConfig(transport)) {
      for (String image : List.of(POSTGRES, KAFKA, LOCALSTACK)) {
        if (!has(docker, image)
            && !docker
                .pullImageCmd(image)
                .start()
                .awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES)) {
          return "a Docker answers and has not fetched " + image + " in " + PULL_MINUTES + " min";
        }
      }
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "the fetching of images was interrupted";
    } catch (IOException | RuntimeException e) {
      return "a Docker answers and cannot fetch images: " + e.getMessage();
    }
  }

  private static boolean has(DockerClient docker, String image) {
    try {
      docker.inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

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
