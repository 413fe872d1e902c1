import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How long each service as a process of its own takes to be healthy on data that is there, and what
 * it then holds of memory. Arguments: folder, times, what to call this set-up.
 */
final class Start {

  public static void main(String[] arguments) throws Exception {
    Path data = Path.of(arguments[0]);
    int times = Integer.parseInt(arguments[1]);
    try (Site site = Site.start(data, 18080, 1, 1)) {
      System.out.printf(
          "| service, %s | start to healthy, s: median (best to worst) | resident, MB |%n",
          arguments[2]);
      System.out.println("| --- | --- | --- |");
      for (String service : List.of("ingest", "scheduler", "checks", "reporter")) {
        String name = service + "-1";
        List<Double> seconds = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int i = 0; i < times; i++) {
          site.processes("stop", name);
          long begin = System.nanoTime();
          Thread starter =
              Thread.ofPlatform()
                  .start(
                      () -> {
                        try {
                          site.processes("start", name);
                        } catch (Exception e) {
                          System.err.println(e);
                        }
                      });
          while (!healthy(site.portOf(service, 1))) {
            Thread.sleep(10);
          }
          seconds.add((System.nanoTime() - begin) / 1e9);
          starter.join();
          Thread.sleep(5_000);
          memory.add(resident(Files.readString(data.resolve("run/" + name + ".pid")).strip()));
        }
        Collections.sort(seconds);
        Collections.sort(memory);
        System.out.printf(
            Locale.ROOT,
            "| %s | %.1f (%.1f to %.1f) | %.0f |%n",
            service,
            seconds.get(times / 2),
            seconds.getFirst(),
            seconds.getLast(),
            memory.get(times / 2));
      }
    }
  }

  private static boolean healthy(int port) {
    try {
      var connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + "/health").toURL().openConnection();
      connection.setConnectTimeout(200);
      connection.setReadTimeout(2_000);
      return connection.getResponseCode() == 200;
    } catch (java.io.IOException e) {
      return false;
    }
  }

  private static double resident(String pid) throws Exception {
    return Files.readString(Path.of("/proc", pid, "status"))
        .lines()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }
}
