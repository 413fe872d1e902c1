package dev.modelgate.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs one part as a process of its own until it is told to stop.
 *
 * <pre>
 * kafka FOLDER                    one broker
 * kafka FOLDER NUMBER BROKERS     one of several
 * postgres FOLDER DATABASE…       with these databases
 * s3 FOLDER
 * </pre>
 *
 * While it serves, {@code address.properties} in its folder says where and with which secrets;
 * owner only. What cannot start says so in one line and ends with 3.
 */
public final class PartProcess {

  /** A part that serves, and what its users have to know. */
  private record Serving(Path folder, AutoCloseable part, Map<String, String> address) {}

  private PartProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      Serving serving = start(List.of(arguments));
      Path address = serving.folder().resolve("address.properties");
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stop(serving, address, stopped), "stop"));
      PrivateProperties.write(address, serving.address());
      System.out.println("ready: " + String.join(" ", arguments));
      stopped.await();
    } catch (IOException | RuntimeException problem) {
      System.err.println(PartException.reason(problem));
      System.exit(3);
    }
  }

  private static Serving start(List<String> words) {
    if (words.size() < 2) {
      throw usage(words);
    }
    Path folder = Path.of(words.get(1));
    List<String> more = words.subList(2, words.size());
    return switch (words.getFirst()) {
      case "kafka" -> kafka(folder, more);
      case "postgres" -> postgres(folder, more);
      case "s3" -> s3(folder);
      default -> throw usage(words);
    };
  }

  private static Serving kafka(Path folder, List<String> more) {
    Path home = more.isEmpty() ? folder : folder.resolve(more.getFirst());
    int[] numbers = more.stream().mapToInt(Integer::parseInt).toArray();
    EmbeddedKafka kafka =
        numbers.length == 2
            ? EmbeddedKafka.start(folder, numbers[0], numbers[1])
            : EmbeddedKafka.start(folder);
    return new Serving(home, kafka, Map.of("bootstrapServers", kafka.bootstrapServers()));
  }

  private static Serving postgres(Path folder, List<String> databases) {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
    databases.forEach(postgres::createDatabaseIfMissing);
    return new Serving(
        folder,
        postgres,
        Map.of(
            "url", postgres.jdbcUrl(""),
            "user", postgres.user(),
            "password", postgres.password()));
  }

  private static Serving s3(Path folder) {
    EmbeddedS3 s3 = EmbeddedS3.start(folder);
    return new Serving(
        folder,
        s3,
        Map.of(
            "endpoint", s3.endpoint().toString(),
            "accessKey", s3.accessKey(),
            "secretKey", s3.secretKey()));
  }

  private static void stop(Serving serving, Path address, CountDownLatch stopped) {
    try {
      Files.deleteIfExists(address);
      serving.part().close();
    } catch (Exception problem) {
      System.err.println(PartException.reason(problem));
    } finally {
      stopped.countDown();
    }
  }

  private static PartException usage(List<String> words) {
    return new PartException(
        "Expected kafka FOLDER [NUMBER BROKERS], postgres FOLDER DATABASE… or s3 FOLDER, but got: "
            + String.join(" ", words));
  }
}
