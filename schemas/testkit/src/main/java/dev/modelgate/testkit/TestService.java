package dev.modelgate.testkit;

import dev.modelgate.events.wire.Decoded;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.events.wire.Topics;
import dev.modelgate.events.wire.WireFormat;
import dev.modelgate.stream.Failure;
import dev.modelgate.stream.ServiceStart;
import dev.modelgate.stream.Subscription;
import dev.modelgate.stream.Subscriptions;
import dev.modelgate.stream.Transactions;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * One service as it runs, on the tests' Kafka and PostgreSQL, with a database and topics of its
 * own.
 *
 * <p>A flow test calls {@link #handle} and looks at {@link #emitted}; a test of the whole service
 * calls {@link #send} and waits.
 */
public final class TestService implements AutoCloseable {

  /** Base64 of the cluster key that every service under test has. */
  public static final String CLUSTER_KEY = "bW9kZWxnYXRlLXRlc3RzLWtleS0wMTIzNDU2Nzg5YWI=";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String service;
  private final String database;
  private final Map<String, Object> properties;
  private final KafkaProducer<String, byte[]> producer;
  private ApplicationContext context;

  private TestService(
      String service,
      String database,
      Map<String, Object> properties,
      KafkaProducer<String, byte[]> producer) {
    this.service = service;
    this.database = database;
    this.properties = properties;
    this.producer = producer;
    this.context = ServiceStart.start(service, properties);
  }

  /**
   * An event that the service emitted.
   *
   * @param topic full name of the topic
   * @param event the record; null for a tombstone
   */
  public record Emitted(String topic, String key, @Nullable SpecificRecord event) {}

  /** Starts a service with settings of a test's own. */
  public static TestService start(String service, Path data, Map<String, Object> settings) {
    String name = "t" + COUNT.incrementAndGet() + "_" + service;
    TestParts.postgres().createDatabaseIfMissing(name);
    String bootstrap = TestParts.kafka().bootstrapServers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      Topics.apply(admin, new TopicNames(name), 2, 1);
    }
    Map<String, Object> properties = new HashMap<>();
    properties.put("modelgate.cluster-key", CLUSTER_KEY);
    properties.put("modelgate.public-url", "http://127.0.0.1:8080");
    properties.put("modelgate.data", data.toString());
    properties.put("modelgate.kafka.bootstrap-servers", bootstrap);
    properties.put("modelgate.kafka.topic-prefix", name);
    properties.put("modelgate.kafka.partitions", 2);
    properties.put("datasources.default.url", TestParts.postgres().jdbcUrl(name));
    properties.put("datasources.default.username", TestParts.postgres().user());
    properties.put("datasources.default.password", TestParts.postgres().password());
    properties.put("micronaut.server.port", -1);
    properties.putAll(settings);
    KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new ByteArraySerializer());
    try {
      return new TestService(service, name, properties, producer);
    } catch (RuntimeException e) {
      producer.close();
      throw e;
    }
  }

  /** A bean of the service. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Address of the service's HTTP server. */
  public URI url() {
    return context.getBean(EmbeddedServer.class).getURI();
  }

  /** Full name of a topic of this test. */
  public String topic(Topic topic) {
    return bean(TopicNames.class).of(topic);
  }

  /** Hands an event to its flow, in a transaction as the loop's, without the loop around it. */
  public void handle(SpecificRecord event) {
    bean(Transactions.class).run(() -> handle(subscriptionOf(event), event));
  }

  private Subscription<?, ?> subscriptionOf(SpecificRecord event) {
    return bean(Subscriptions.class).events().stream()
        .filter(candidate -> candidate.type().equals(event.getClass()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(service + " does not handle " + event.getClass()));
  }

  /** Tells its flow that an event could not be handled, as the loop does after three tries. */
  public void fail(SpecificRecord event) {
    bean(Transactions.class).run(() -> fail(subscriptionOf(event), event));
  }

  private static <E extends SpecificRecord, R> void fail(
      Subscription<E, R> subscription, SpecificRecord event) {
    subscription
        .failed()
        .accept(
            subscription.codec().apply(subscription.type().cast(event)),
            new Failure("internal", "Expected to handle it, but a test says it failed"));
  }

  private static <E extends SpecificRecord, R> void handle(
      Subscription<E, R> subscription, SpecificRecord event) {
    subscription.handler().accept(subscription.codec().apply(subscription.type().cast(event)));
  }

  /** Puts an event on its topic, as another service would. */
  public void send(Topic topic, String key, SpecificRecord event) {
    sendBytes(topic, key, bean(WireFormat.class).encode(event));
  }

  /** Puts bytes on a topic, whatever they are; null is a tombstone. */
  public void sendBytes(Topic topic, String key, byte @Nullable [] value) {
    try {
      producer.send(new ProducerRecord<>(topic(topic), key, value)).get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Every event that the service has emitted through its outbox, in order; no dead letters. */
  public List<Emitted> emitted() {
    List<Emitted> emitted = new ArrayList<>();
    WireFormat wire = bean(WireFormat.class);
    query(
        "SELECT topic, record_key, value FROM outbox"
            + " WHERE topic NOT LIKE '%.dead-letter' ORDER BY id",
        row ->
            emitted.add(
                new Emitted(row.getString(1), row.getString(2), decoded(wire, row.getBytes(3)))));
    return emitted;
  }

  /** Everything of one type that the service has emitted, in order. */
  public <E extends SpecificRecord> List<E> emitted(Class<E> type) {
    return emitted().stream().map(Emitted::event).filter(type::isInstance).map(type::cast).toList();
  }

  /** Waits until what was emitted of a type fits, and answers it. */
  public <E extends SpecificRecord> List<E> awaitEmitted(
      Class<E> type, Predicate<List<E>> condition) {
    return Awaitility.await(type.getSimpleName())
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> emitted(type), condition);
  }

  /** Answers one number by SQL, in the service's schema. */
  public long number(String sql) {
    List<Long> numbers = new ArrayList<>();
    query(sql, row -> numbers.add(row.getLong(1)));
    return numbers.getFirst();
  }

  /** What it was started with, for an instance in a process of its own. */
  public Map<String, Object> settings() {
    return Map.copyOf(properties);
  }

  /** Starts a second instance on the same database and topics; whoever asks closes it. */
  public AutoCloseable another(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(properties);
    all.putAll(settings);
    return ServiceStart.start(service, all);
  }

  /** Stops the service; {@link #restart} starts it again. */
  public void stop() {
    context.close();
  }

  /** Stops the service and starts it again on the same data. */
  public void restart() {
    context.close();
    context = ServiceStart.start(service, properties);
  }

  /** Takes one row of an answer. */
  private interface Row {
    void take(ResultSet row) throws SQLException;
  }

  private void query(String sql, Row row) {
    try (Connection connection =
            DriverManager.getConnection(
                TestParts.postgres().jdbcUrl(database),
                TestParts.postgres().user(),
                TestParts.postgres().password());
        PreparedStatement path = connection.prepareStatement("SET search_path TO " + service);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      path.execute();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          row.take(rows);
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(sql + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable SpecificRecord decoded(WireFormat wire, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    return switch (wire.decode(value)) {
      case Decoded.Ok(SpecificRecord event) -> event;
      case Decoded.Unreadable(String reason) -> throw new AssertionError(reason);
      case Decoded.UnknownSchema(int id) -> throw new AssertionError("unknown schema " + id);
    };
  }

  @Override
  public void close() {
    context.close();
    producer.close(Duration.ofSeconds(2));
  }
}
