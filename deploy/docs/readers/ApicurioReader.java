import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads every topic of a Modelgate installation with Apicurio's Kafka serde and prints what came.
 * Arguments: bootstrap servers, address of an Apicurio registry (it ends in {@code
 * /apis/registry/v3}), optionally the topics' prefix. Exit code 0: every record of every topic was
 * decoded; 1: some were not, or there were none.
 */
public final class ApicurioReader {

  public static void main(String[] arguments) {
    if (arguments.length < 2 || arguments.length > 3) {
      System.err.println("ApicurioReader BOOTSTRAP_SERVERS REGISTRY [PREFIX]");
      System.exit(2);
    }
    String prefix = arguments.length == 3 ? arguments[2] : "modelgate";
    Map<String, Integer> decoded = new TreeMap<>();
    List<String> failed = new ArrayList<>();
    try (AvroKafkaDeserializer<GenericRecord> serde = new AvroKafkaDeserializer<>();
        KafkaConsumer<byte[], byte[]> consumer = consumer(arguments[0])) {
      // The serde's defaults fit: a zero, four bytes of content id, Avro binary.
      serde.configure(Map.of("apicurio.registry.url", arguments[1]), false);
      Collection<TopicPartition> partitions = partitions(consumer, prefix + ".");
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          if (record.value() != null) {
            try {
              GenericRecord value = serde.deserialize(record.topic(), record.value());
              decoded.merge(record.topic() + "  " + value.getSchema().getName(), 1, Integer::sum);
            } catch (RuntimeException e) {
              failed.add(
                  "%s[%d]@%d: %s"
                      .formatted(record.topic(), record.partition(), record.offset(), e));
            }
          }
        }
      }
    }
    decoded.forEach((kind, count) -> System.out.printf("%6d  %s%n", count, kind));
    failed.forEach(line -> System.out.println("not decoded: " + line));
    int total = decoded.values().stream().mapToInt(Integer::intValue).sum();
    System.out.println(total + " records decoded, " + failed.size() + " not");
    System.exit(total > 0 && failed.isEmpty() ? 0 : 1);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String servers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", servers);
    settings.put("enable.auto.commit", false);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Collection<TopicPartition> partitions(
      KafkaConsumer<?, ?> consumer, String prefix) {
    return consumer.listTopics().values().stream()
        .flatMap(List::stream)
        .filter(partition -> partition.topic().startsWith(prefix))
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }
}
