import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A delivery until it is durable and answered, at 1, 16 and 128 connections and at 500 a second,
 * beside Kafka's own producer benchmark with records as large as the deliveries and acks=all; both
 * in turn on the same broker. Arguments: folder, pairs, seconds of a round.
 */
final class Webhook {

  private static final int BYTES = 8192;
  private static final String TOPIC = "bench-producer";
  private static final Pattern PEER =
      Pattern.compile(
          "([0-9.]+) records/sec.*?, ([0-9]+) ms 50th, [0-9]+ ms 95th, ([0-9]+) ms 99th");

  private record Round(double rate, double median, double p99) {}

  public static void main(String[] arguments) throws Exception {
    Path data = Path.of(arguments[0]);
    int pairs = Integer.parseInt(arguments[1]);
    double seconds = Double.parseDouble(arguments[2]);
    try (Site site = Site.start(data, 18080, 1, 1)) {
      Site.Repository repository =
          site.repository(
              "bench",
              "version: 3\nworkflows: {none: {run: 'true', triggers: {push: {branches: never}}}}\n");
      site.processes("stop", "runner-1", "scheduler-1", "checks-1", "reporter-1", "s3");
      int port = site.portOf("ingest", 1);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", site.kafka()))) {
        admin.createTopics(List.of(new NewTopic(TOPIC, 12, (short) 1))).all().get();
      }
      String text = new String(new char[BYTES]).replace('\0', 'x');
      System.out.println(
          "| connections | ours 1/s | ours p50 / p99 ms | producer 1/s | producer p50 / p99 ms | ratio (median of pairs) |");
      System.out.println("| --- | --- | --- | --- | --- | --- |");
      for (double[] kind : new double[][] {{1, 0}, {16, 0}, {128, 0}, {16, 500}}) {
        int connections = (int) kind[0];
        double perSecond = kind[1];
        ours(port, repository, connections, 5, perSecond, text);
        List<Round> ours = new ArrayList<>();
        List<Round> peers = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
          ours.add(ours(port, repository, connections, seconds, perSecond, text));
          peers.add(
              peer(site.kafka(), seconds, perSecond, pair == 0 ? 20_000 : peers.getLast().rate()));
        }
        print(connections, perSecond, ours, peers);
      }
    }
  }

  private static void print(
      int connections, double perSecond, List<Round> ours, List<Round> peers) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      ratios.add(ours.get(i).rate() / peers.get(i).rate());
    }
    Collections.sort(ratios);
    Round our = median(ours);
    Round peer = median(peers);
    System.out.printf(
        Locale.ROOT,
        "| %d%s | %.0f | %.1f / %.1f | %.0f | %.0f / %.0f | %.2f (%.2f to %.2f) |%n",
        connections,
        perSecond == 0 ? "" : " at 500/s",
        our.rate(),
        our.median(),
        our.p99(),
        peer.rate(),
        peer.median(),
        peer.p99(),
        ratios.get(ratios.size() / 2),
        ratios.getFirst(),
        ratios.getLast());
  }

  private static Round median(List<Round> rounds) {
    return new Round(
        middle(rounds.stream().map(Round::rate).toList()),
        middle(rounds.stream().map(Round::median).toList()),
        middle(rounds.stream().map(Round::p99).toList()));
  }

  private static double middle(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static Round ours(
      int port,
      Site.Repository repository,
      int connections,
      double seconds,
      double perSecond,
      String text)
      throws Exception {
    Deliveries.Result result =
        Deliveries.send(
            port,
            connections,
            Long.MAX_VALUE,
            seconds,
            perSecond,
            number -> delivery(repository, text));
    return new Round(result.rate(), result.latency(0.5), result.latency(0.99));
  }

  private static Deliveries.Delivery delivery(Site.Repository repository, String text) {
    String id = UUID.randomUUID().toString();
    String sha = (id + id).replace("-", "").substring(0, 40);
    String body =
        "{\"id\":\"%s\",\"repository\":\"%s\",\"ref\":\"refs/heads/main\",\"before\":\"%s\",\"after\":\"%s\",\"pusher\":\"ada\",\"pushedAt\":\"%s\",\"padding\":\""
            .formatted(id, repository.bare(), new StringBuilder(sha).reverse(), sha, Instant.now());
    return new Deliveries.Delivery(
        "/webhooks/git/" + repository.hook(),
        repository.secret(),
        body + text.substring(body.length() + 2) + "\"}");
  }

  private static Round peer(String kafka, double seconds, double perSecond, double expected)
      throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String output =
        Site.run(
            Path.of("."),
            java,
            "-Xmx512m",
            "-cp",
            System.getProperty("modelgate.kafka.tools"),
            "org.apache.kafka.tools.ProducerPerformance",
            "--topic",
            TOPIC,
            "--num-records",
            "" + (long) (seconds * (perSecond == 0 ? expected : perSecond)),
            "--record-size",
            "" + BYTES,
            "--throughput",
            "" + (perSecond == 0 ? -1 : (int) perSecond),
            "--producer-props",
            "bootstrap.servers=" + kafka,
            "acks=all",
            perSecond == 0 ? "linger.ms=5" : "linger.ms=0");
    Matcher found =
        PEER.matcher(
            output
                .lines()
                .filter(line -> line.contains("99th"))
                .reduce((a, b) -> b)
                .orElse(output));
    if (!found.find()) {
      throw new IllegalStateException("Expected the producer's summary, but got: " + output);
    }
    return new Round(
        Double.parseDouble(found.group(1)),
        Double.parseDouble(found.group(2)),
        Double.parseDouble(found.group(3)));
  }
}
