package dev.modelgate.looptests;

import dev.modelgate.events.PlanDeclined;
import dev.modelgate.events.wire.Decoded;
import dev.modelgate.events.wire.SchemaIds;
import dev.modelgate.events.wire.Topic;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.events.wire.Topics;
import dev.modelgate.events.wire.WireFormat;
import dev.modelgate.stream.ServiceStart;
import dev.modelgate.testkit.TestParts;
import io.micronaut.context.ApplicationContext;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A database and topics of a test's own, on which tiny services are started and stopped. */
final class Stage implements AutoCloseable {

  static final int PARTITIONS = 2;

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Where Kafka and PostgreSQL are. */
  record Address(String bootstrapServers, String jdbcUrl, String user, String password) {}

  private final Address address;
  private final TopicNames names;
  private final WireFormat wire = new WireFormat(SchemaIds.committed());
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<ApplicationContext> running = new ArrayList<>();

  private Stage(Address address, String prefix) {
    this.address = address;
    this.names = new TopicNames(prefix);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address.bootstrapServers()))) {
      Topics.apply(admin, names, PARTITIONS, 1);
    }
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                address.bootstrapServers(),
                "delivery.timeout.ms",
                180_000,
                "reconnect.backoff.max.ms",
                500),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** A stage on the tests' own Kafka and PostgreSQL. */
  static Stage onTestParts() {
    String name = "loop" + COUNT.incrementAndGet();
    TestParts.postgres().createDatabaseIfMissing(name);
    return on(
        new Address(
            TestParts.kafka().bootstrapServers(),
            TestParts.postgres().jdbcUrl(name),
            TestParts.postgres().user(),
            TestParts.postgres().password()),
        name);
  }

  static Stage on(Address address, String prefix) {
    return new Stage(address, prefix);
  }

  /** Settings of a tiny service on this stage. */
  Map<String, Object> settings(String instance) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("modelgate.kafka.bootstrap-servers", address.bootstrapServers());
    settings.put("modelgate.kafka.topic-prefix", names.prefix());
    settings.put("modelgate.instance", instance);
    settings.put("datasources.default.url", address.jdbcUrl());
    settings.put("datasources.default.username", address.user());
    settings.put("datasources.default.password", address.password());
    settings.put("micronaut.server.enabled", false);
    return settings;
  }

  /** Starts a tiny service; the stage's end stops it. */
  ApplicationContext start(String instance) {
    return start(instance, Map.of());
  }

  /** Starts a tiny service with more settings. */
  ApplicationContext start(String instance, Map<String, Object> more) {
    Map<String, Object> settings = settings(instance);
    settings.putAll(more);
    ApplicationContext context = ServiceStart.start("tiny", settings);
    running.add(context);
    return context;
  }

  Address address() {
    return address;
  }

  TopicNames names() {
    return names;
  }

  WireFormat wire() {
    return wire;
  }

  void send(Ping ping) {
    sendBytes(Topic.GIT_EVENTS, ping.key(), wire.encode(TinyCodec.pushed(ping)));
  }

  void sendBytes(Topic topic, String key, byte @Nullable [] value) {
    send(new ProducerRecord<>(names.of(topic), key.getBytes(StandardCharsets.UTF_8), value));
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The records of a topic with that key. */
  List<ConsumerRecord<byte[], byte[]>> records(String topicName, String key) {
    return TopicReader.all(address.bootstrapServers(), topicName).stream()
        .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(key))
        .toList();
  }

  /** The answers in the outbox for a key, oldest first. */
  List<PlanDeclined> answers(String key) {
    List<PlanDeclined> answers = new ArrayList<>();
    query(
        "select value from outbox where type = 'dev.modelgate.events.PlanDeclined' and record_key"
            + " = '"
            + key
            + "' order by id",
        row -> answers.add((PlanDeclined) decode(row.getBytes(1))));
    return answers;
  }

  SpecificRecord decode(byte[] value) {
    return switch (wire.decode(value)) {
      case Decoded.Ok(SpecificRecord record) -> record;
      case Decoded.Unreadable(String reason) -> throw new AssertionError(reason);
      case Decoded.UnknownSchema(int id) -> throw new AssertionError("schema " + id);
    };
  }

  long effects(String key) {
    return number("select count(*) from effect where key = '" + key + "'");
  }

  long number(String sql) {
    List<Long> numbers = new ArrayList<>();
    query(sql, row -> numbers.add(row.getLong(1)));
    return numbers.getFirst();
  }

  /** Takes one row. */
  interface Row {

    void take(ResultSet row) throws SQLException;
  }

  void query(String sql, Row row) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        row.take(rows);
      }
    } catch (SQLException e) {
      throw new AssertionError(sql + ": " + e.getMessage(), e);
    }
  }

  int update(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql + ": " + e.getMessage(), e);
    }
  }

  /** A connection that sees the tiny service's tables. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        address.jdbcUrl() + "?currentSchema=tiny", address.user(), address.password());
  }

  /** Waits until something is so. */
  static void await(String what, BooleanSupplier condition) {
    await(what, Duration.ofSeconds(30), condition);
  }

  static void await(String what, Duration atMost, BooleanSupplier condition) {
    Awaitility.await(what)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(50))
        .until(condition::getAsBoolean);
  }

  @Override
  public void close() {
    running.forEach(ApplicationContext::close);
    producer.close(Duration.ofSeconds(1));
  }
}
