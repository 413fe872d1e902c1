package dev.modelgate.scheduler;

import dev.modelgate.stream.KafkaConfig;
import dev.modelgate.stream.ServiceStart;
import dev.modelgate.testkit.TestParts;
import dev.modelgate.testkit.TestService;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.util.Map;

/** Another scheduler on the database and the topics of one that runs. */
final class SecondInstance {

  private SecondInstance() {}

  static ApplicationContext start(TestService first, Path data) {
    KafkaConfig kafka = first.bean(KafkaConfig.class);
    return ServiceStart.start(
        "scheduler",
        Map.of(
            "modelgate.cluster-key", TestService.CLUSTER_KEY,
            "modelgate.data", data.toString(),
            "modelgate.kafka.bootstrap-servers", kafka.bootstrapServers(),
            "modelgate.kafka.topic-prefix", kafka.topicPrefix(),
            "modelgate.kafka.partitions", kafka.partitions(),
            "datasources.default.url", TestParts.postgres().jdbcUrl(kafka.topicPrefix()),
            "datasources.default.username", TestParts.postgres().user(),
            "datasources.default.password", TestParts.postgres().password(),
            "micronaut.server.port", -1));
  }
}
