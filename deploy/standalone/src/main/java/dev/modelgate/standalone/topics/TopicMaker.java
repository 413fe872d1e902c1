package dev.modelgate.standalone.topics;

import dev.modelgate.events.wire.Topics;
import dev.modelgate.events.wire.Topics.Change;
import dev.modelgate.standalone.CannotException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Makes the topics of an installation. */
public final class TopicMaker {

  private TopicMaker() {}

  /**
   * What was done.
   *
   * @param changes by the topic's name
   * @param problems what differs and cannot be repaired, one sentence each
   */
  public record Made(Map<String, Change> changes, List<String> problems) {

    /** How many topics that happened to. */
    public long count(Change change) {
      return changes.values().stream().filter(change::equals).count();
    }
  }

  /**
   * Creates what is missing, repairs settings.
   *
   * @throws CannotException where Kafka does not answer or refuses
   */
  public static Made apply(Installation installation) {
    try (Admin admin = Admin.create(KafkaAccess.settings(installation))) {
      Map<String, Change> changes =
          Topics.apply(
              admin, installation.names(), installation.partitions(), installation.replication());
      return new Made(
          changes,
          Topics.verify(
              admin, installation.names(), installation.partitions(), installation.replication()));
    } catch (KafkaException | IllegalStateException e) {
      throw KafkaAccess.refused(installation, e);
    }
  }
}
