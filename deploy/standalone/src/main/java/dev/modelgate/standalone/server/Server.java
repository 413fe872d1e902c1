package dev.modelgate.standalone.server;

import dev.modelgate.embedded.EmbeddedParts;
import dev.modelgate.events.wire.TopicNames;
import dev.modelgate.events.wire.Topics;
import dev.modelgate.git.Git;
import dev.modelgate.git.GitException;
import dev.modelgate.runner.RunnerAgent;
import dev.modelgate.runner.RunnerConfig;
import dev.modelgate.standalone.CannotException;
import dev.modelgate.stream.ClusterKey;
import dev.modelgate.stream.ServiceStart;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything in one process: Kafka, PostgreSQL and S3 on local disk, the four services, their one
 * address, and a runner. Either all of it runs or none of it: a part that fails at start closes
 * what was started before it.
 */
public final class Server implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final String DATABASE = "modelgate";

  /** Each service has one instance here: more would only cost start, memory and files. */
  private static final int PARTITIONS = 3;

  private static final List<String> SERVICES = List.of("ingest", "scheduler", "checks", "reporter");

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final URI url;
  private final String token;
  private @Nullable EmbeddedParts parts;

  private Server(URI url, String token) {
    this.url = url;
    this.token = token;
  }

  /** Starts everything; throws {@link CannotException} with one line where a part cannot. */
  public static Server start(ServerOptions options) {
    requireGit();
    DataFolder data = options.data().create();
    ServerLog.to(data.of("server.log"));
    int port = freePort(options.port());
    URI url = URI.create("http://" + LOOPBACK + ":" + port);
    String clusterKey = data.clusterKey();
    byte[] tokenKey = ClusterKey.parse(clusterKey).derive("modelgate/jwt");
    String token =
        AdminToken.sign(tokenKey, System.getProperty("user.name"), Clock.systemUTC().instant());
    Server server = new Server(url, token);
    try {
      server.startParts(options, data, port, clusterKey);
      ClientFile.write(data.clientFile(), url, token);
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Says at once that there is no git, or an old one, not with the first push. */
  public static void requireGit() {
    try {
      Git.requireInstalled();
    } catch (GitException e) {
      throw new CannotException(String.valueOf(e.getMessage()), e);
    }
  }

  private void startParts(ServerOptions options, DataFolder data, int port, String clusterKey) {
    EmbeddedParts parts =
        started("Kafka, PostgreSQL and S3", () -> EmbeddedParts.start(data.path()));
    this.parts = parts;
    started(
        "the topics",
        () -> {
          TopicNames names = new TopicNames("modelgate");
          try (Admin admin =
              Admin.create(Map.of("bootstrap.servers", parts.kafka().bootstrapServers()))) {
            Topics.apply(admin, names, PARTITIONS, 1);
          }
          parts.postgres().createDatabaseIfMissing(DATABASE);
          return () -> {};
        });
    Map<String, List<URI>> services = startServices(properties(parts, data, clusterKey));
    started("the address " + url, () -> Front.open(LOOPBACK, port, Front.READ_WITHIN, services));
    ServerOptions.IncludedRunner runner = options.runner();
    if (runner != null) {
      started("the runner " + runner.name(), () -> startRunner(runner, data.of("runner")));
    }
  }

  private RunnerAgent startRunner(ServerOptions.IncludedRunner runner, Path folder) {
    return RunnerAgent.start(
        new RunnerConfig(
            url,
            token,
            runner.name(),
            runner.machines(),
            runner.slots(),
            runner.ignoreContainers(),
            folder));
  }

  /** Starts the services side by side; all of them are closed again if one fails. */
  private Map<String, List<URI>> startServices(Map<String, Object> common) {
    Map<String, List<URI>> addresses = new LinkedHashMap<>();
    List<ApplicationContext> services = new ArrayList<>();
    started("the services", () -> () -> closeSideBySide(services));
    try (ExecutorService starters = Executors.newFixedThreadPool(2)) {
      Map<String, Future<ApplicationContext>> starting = new LinkedHashMap<>();
      for (String service : SERVICES) {
        Map<String, Object> properties = new LinkedHashMap<>(common);
        properties.put("modelgate.data", common.get("modelgate.data") + "/" + service);
        starting.put(
            service, starters.submit(() -> ServiceStart.start(service, Map.copyOf(properties))));
      }
      RuntimeException failure = null;
      for (Map.Entry<String, Future<ApplicationContext>> entry : starting.entrySet()) {
        try {
          ApplicationContext context =
              made(entry.getKey() + "-service", () -> finished(entry.getValue()));
          services.add(context);
          int its = context.getBean(EmbeddedServer.class).getPort();
          addresses.put(entry.getKey(), List.of(URI.create("http://" + LOOPBACK + ":" + its)));
        } catch (RuntimeException e) {
          failure = failure == null ? e : failure;
        }
      }
      if (failure != null) {
        throw failure;
      }
    }
    return addresses;
  }

  private static ApplicationContext finished(Future<ApplicationContext> starting) throws Exception {
    try {
      return starting.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private Map<String, Object> properties(EmbeddedParts parts, DataFolder data, String clusterKey) {
    return Map.ofEntries(
        Map.entry("modelgate.cluster-key", clusterKey),
        Map.entry("modelgate.public-url", url.toString()),
        Map.entry("modelgate.data", data.of("services").toString()),
        Map.entry("modelgate.kafka.bootstrap-servers", parts.kafka().bootstrapServers()),
        Map.entry("modelgate.kafka.topic-prefix", "modelgate"),
        Map.entry("datasources.default.url", parts.postgres().jdbcUrl(DATABASE)),
        Map.entry("datasources.default.username", parts.postgres().user()),
        Map.entry("datasources.default.password", parts.postgres().password()),
        Map.entry("modelgate.s3.endpoint", parts.s3().endpoint().toString()),
        Map.entry("modelgate.s3.access-key", parts.s3().accessKey()),
        Map.entry("modelgate.s3.secret-key", parts.s3().secretKey()),
        Map.entry("micronaut.server.host", LOOPBACK),
        Map.entry("micronaut.server.port", -1));
  }

  private <T extends AutoCloseable> T started(String what, Callable<T> start) {
    T part = made(what, start);
    synchronized (started) {
      started.push(part);
    }
    return part;
  }

  private static <T> T made(String what, Callable<T> start) {
    try {
      return start.call();
    } catch (CannotException e) {
      throw e;
    } catch (Exception e) {
      throw new CannotException("Expected to start " + what + ", but " + firstLine(e), e);
    }
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse(e.toString());
  }

  private static int freePort(int wanted) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(LOOPBACK, wanted));
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new CannotException(
          "Expected port "
              + wanted
              + " to be free, but "
              + e.getMessage()
              + "; choose another with --port",
          e);
    }
  }

  /** The one address. */
  public URI url() {
    return url;
  }

  /** The token that may do everything. */
  public String token() {
    return token;
  }

  /** The parts that everything stands on. */
  public EmbeddedParts parts() {
    return Objects.requireNonNull(parts, "a started server has its parts");
  }

  /** Stops everything, last started first; jobs go on under their supervisors. */
  @Override
  public void close() {
    synchronized (started) {
      while (!started.isEmpty()) {
        close(started.pop());
      }
    }
  }

  private static void closeSideBySide(List<? extends AutoCloseable> parts) {
    try (ExecutorService closers = Executors.newVirtualThreadPerTaskExecutor()) {
      parts.forEach(part -> closers.execute(() -> close(part)));
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warn("Expected to stop {}, but {}", part.getClass().getSimpleName(), e.toString());
    }
  }
}
