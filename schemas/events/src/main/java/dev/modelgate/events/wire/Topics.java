package dev.modelgate.events.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes the topics of an installation as the topic table says, or says how they differ. Partition
 * counts are chosen at creation and never changed: keys would move to other partitions.
 */
public final class Topics {

  private static final long PATIENCE_SECONDS = 30;
  private static final long SEEN_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** A topic as it is to be, however many copies of it there are. */
  private record Wanted(int partitions, Map<String, String> settings) {

    /** With three copies or more, two must confirm a write. */
    Map<String, String> settings(int copies) {
      Map<String, String> all = new LinkedHashMap<>(settings);
      all.put("min.insync.replicas", copies >= 3 ? "2" : "1");
      return all;
    }
  }

  /** What was done to a topic. */
  public enum Change {
    CREATED,
    REPAIRED,
    NONE
  }

  private Topics() {}

  /**
   * Creates what is missing and repairs settings that differ.
   *
   * @param partitions of topics that do not exist yet; existing ones keep theirs
   * @param replication copies of each partition of topics that do not exist yet; existing ones keep
   *     theirs, and how many must confirm a write follows from those
   * @return what was done, by the topic's full name, in the order of the table
   */
  public static Map<String, Change> apply(
      Admin admin, TopicNames names, int partitions, int replication) {
    return make(admin, wanted(names, partitions), replication);
  }

  /** Creates the command topic of one runner, one partition, if it is not there yet. */
  public static void applyRunnerCommands(
      Admin admin, TopicNames names, String runnerId, int replication) {
    Wanted wanted = new Wanted(1, Topic.runnerCommandSettings());
    make(admin, Map.of(names.runnerCommands(runnerId), wanted), replication);
  }

  /** How the topics differ from the table, one sentence each; empty where they do not. */
  public static List<String> verify(
      Admin admin, TopicNames names, int partitions, int replication) {
    Map<String, Wanted> wanted = wanted(names, partitions);
    Map<String, TopicDescription> there = describe(admin, wanted.keySet());
    Map<String, Map<String, String>> settings = settingsOf(admin, there.keySet());
    List<String> problems = new ArrayList<>();
    wanted.forEach(
        (name, topic) ->
            Optional.ofNullable(there.get(name))
                .ifPresentOrElse(
                    found -> {
                      compare(name, topic, found, settings.getOrDefault(name, Map.of()), problems);
                      if (copiesOf(found) < replication) {
                        problems.add(
                            "Expected topic %s to have %d copies, but it has %d"
                                .formatted(name, replication, copiesOf(found)));
                      }
                    },
                    () ->
                        problems.add(
                            "Expected topic "
                                + name
                                + ", but it does not exist; create the topics first")));
    return List.copyOf(problems);
  }

  private static void compare(
      String name,
      Wanted topic,
      TopicDescription found,
      Map<String, String> settings,
      List<String> problems) {
    if (found.partitions().size() != topic.partitions()) {
      problems.add(
          "Expected topic %s to have %d partitions, but it has %d"
              .formatted(name, topic.partitions(), found.partitions().size()));
    }
    topic
        .settings(copiesOf(found))
        .forEach(
            (key, value) -> {
              if (!value.equals(settings.get(key))) {
                problems.add(
                    "Expected %s of topic %s to be %s, but it is %s"
                        .formatted(key, name, value, settings.get(key)));
              }
            });
  }

  private static Map<String, Change> make(
      Admin admin, Map<String, Wanted> wanted, int replication) {
    Map<String, TopicDescription> there = describe(admin, wanted.keySet());
    List<NewTopic> missing = new ArrayList<>();
    wanted.forEach(
        (name, topic) -> {
          if (!there.containsKey(name)) {
            missing.add(
                new NewTopic(name, topic.partitions(), (short) replication)
                    .configs(topic.settings(replication)));
          }
        });
    admin.createTopics(missing).values().values().forEach(Topics::awaitCreated);
    awaitSeen(admin, wanted.keySet());
    Set<String> repaired = repair(admin, wanted, there);
    Map<String, Change> changes = new LinkedHashMap<>();
    for (String name : wanted.keySet()) {
      Change change = repaired.contains(name) ? Change.REPAIRED : Change.NONE;
      changes.put(name, there.containsKey(name) ? change : Change.CREATED);
    }
    return changes;
  }

  private static Set<String> repair(
      Admin admin, Map<String, Wanted> wanted, Map<String, TopicDescription> there) {
    Map<String, Map<String, String>> found = settingsOf(admin, there.keySet());
    Map<ConfigResource, java.util.Collection<AlterConfigOp>> changes = new HashMap<>();
    there.forEach(
        (name, topic) -> {
          Map<String, String> settings = found.getOrDefault(name, Map.of());
          List<AlterConfigOp> operations = new ArrayList<>();
          Optional.ofNullable(wanted.get(name))
              .map(it -> it.settings(copiesOf(topic)))
              .orElse(Map.of())
              .forEach(
                  (key, value) -> {
                    if (!value.equals(settings.get(key))) {
                      operations.add(
                          new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET));
                    }
                  });
          if (!operations.isEmpty()) {
            changes.put(new ConfigResource(ConfigResource.Type.TOPIC, name), operations);
          }
        });
    if (!changes.isEmpty()) {
      await(admin.incrementalAlterConfigs(changes).all());
    }
    return changes.keySet().stream().map(ConfigResource::name).collect(Collectors.toSet());
  }

  /** Of the partition that has the fewest. */
  private static int copiesOf(TopicDescription topic) {
    return topic.partitions().stream()
        .mapToInt(partition -> partition.replicas().size())
        .min()
        .orElse(1);
  }

  private static Map<String, Wanted> wanted(TopicNames names, int partitions) {
    Map<String, Wanted> wanted = new LinkedHashMap<>();
    for (Topic topic : Topic.values()) {
      String name = names.of(topic);
      wanted.put(name, new Wanted(topic.partitions(partitions), topic.settings()));
      if (topic.deadLettered()) {
        wanted.put(names.deadLetter(name), new Wanted(1, Topic.deadLetterSettings()));
      }
    }
    return wanted;
  }

  private static Map<String, TopicDescription> describe(Admin admin, Set<String> names) {
    Set<String> there = await(admin.listTopics().names());
    return await(
        admin.describeTopics(names.stream().filter(there::contains).toList()).allTopicNames());
  }

  private static Map<String, Map<String, String>> settingsOf(Admin admin, Set<String> names) {
    Map<ConfigResource, Config> found =
        await(
            admin
                .describeConfigs(
                    names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all());
    Map<String, Map<String, String>> settings = new HashMap<>();
    found.forEach(
        (resource, config) -> {
          Map<String, String> values = new HashMap<>();
          config.entries().forEach(entry -> values.put(entry.name(), entry.value()));
          settings.put(resource.name(), values);
        });
    return settings;
  }

  private static void awaitCreated(KafkaFuture<Void> future) {
    try {
      await(future);
    } catch (TopicExistsException e) {
      // Another process made it at the same moment; its settings come from the same table.
      return;
    }
  }

  /** The controller answers before every broker has heard of a new topic. */
  private static void awaitSeen(Admin admin, Set<String> names) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!await(admin.listTopics().names()).containsAll(names)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            "Expected the brokers to know new topics within " + PATIENCE_SECONDS + " s");
      }
      LockSupport.parkNanos(SEEN_AGAIN_NANOS);
    }
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("Expected Kafka to answer, but it did not", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "Expected Kafka to answer within " + PATIENCE_SECONDS + " s, but it did not", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Expected Kafka's answer, but the wait was interrupted", e);
    }
  }
}
