package dev.modelgate.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelgate.standalone.client.Api;
import dev.modelgate.standalone.client.PostReceiveHook;
import dev.modelgate.standalone.client.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands about registered repositories. */
@Command(
    name = "project",
    description = "Register repositories.",
    customSynopsis = "  ./modelgate project create penguins --repository /srv/git/penguins.git",
    subcommands = {
      ProjectCommand.Create.class,
      ProjectCommand.Listing.class,
      ProjectCommand.Show.class,
      ProjectCommand.Remove.class
    })
final class ProjectCommand {

  @Mixin HelpOption help = new HelpOption();

  /** Registers a repository and connects its hook. */
  @Command(
      name = "create",
      description = "Register a repository; its pushes build from then on.",
      customSynopsis = {
        "  ./modelgate project create penguins --repository /srv/git/penguins.git",
        "  ./modelgate project create p --repository ssh://git@host/p.git --print-hook"
      })
  static final class Create implements Callable<Integer> {

    @Mixin HelpOption help = new HelpOption();
    @Mixin ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "NAME", description = "Name of the project: a-z, 0-9 and '-'.")
    String name = "";

    @Option(
        names = "--repository",
        required = true,
        paramLabel = "PATH|URL",
        description = "The bare repository: a path, or an address with ssh:// or https://.")
    String repository = "";

    @Option(
        names = "--provider",
        paramLabel = "KIND",
        defaultValue = "git",
        description = "Kind of Git host (default: ${DEFAULT-VALUE}, plain Git).")
    String provider = "";

    @Option(
        names = "--default-branch",
        paramLabel = "BRANCH",
        description = "Default branch (default: what HEAD of the repository names).")
    @Nullable String defaultBranch;

    @Option(
        names = "--build-branches",
        paramLabel = "WHICH",
        description = "default, all or none (default for plain Git: all).")
    @Nullable String buildBranches;

    @Option(names = "--team", paramLabel = "TEAM", description = "Team that owns the project.")
    @Nullable String team;

    @Option(
        names = "--print-hook",
        description = "Print the post-receive hook and its secret instead of installing them.")
    boolean printHook;

    @Override
    public Integer call() {
      boolean path = repository.startsWith("/") || !repository.contains(":");
      if (path) {
        repository = Path.of(repository).toAbsolutePath().normalize().toString();
      }
      boolean install = path && !printHook;
      try (Api api = client.api()) {
        if (install) {
          requireBare(Path.of(repository));
          requireFree(api, Path.of(repository));
        }
        JsonNode project = api.post("/api/projects", body());
        JsonNode hook = project.path("hook");
        Path installed = install ? PostReceiveHook.install(Path.of(repository), hook) : null;
        if (client.printed(project)) {
          return 0;
        }
        System.out.println("project " + name + " is registered: " + repository);
        if (installed != null) {
          System.out.println("hook    " + installed + " installed");
          System.out.println("next    git push, then ./modelgate run list");
        } else {
          System.out.println("# both files are owned by the account that pushes run as");
          System.out.println("# hooks/modelgate-secret of the repository (mode 0600):");
          System.out.println(hook.path("secret").asText());
          System.out.println("# hooks/post-receive of the repository (mode 0755):");
          System.out.println(hook.path("script").asText());
        }
        return 0;
      }
    }

    /** The hook that is in the way is ours, more often than not: the project exists already. */
    private void requireFree(Api api, Path local) {
      if (PostReceiveHook.isIn(local)) {
        JsonNode known = api.find("/api/projects/" + Api.escaped(name)).orElse(null);
        if (known != null) {
          throw new CannotException(
              "Expected a new name, but project "
                  + name
                  + " exists already, for "
                  + Text.plain(known.path("repository").asText()));
        }
        PostReceiveHook.requireFree(local);
      }
    }

    /** A mistyped path would otherwise be registered, and no push would ever be heard of. */
    private static void requireBare(Path local) {
      if (!Files.isDirectory(local.resolve("objects"))) {
        throw new CannotException(
            "Expected a bare repository at "
                + local
                + ", but there is "
                + (Files.exists(local.resolve(".git")) ? "a working copy of one" : "none here")
                + "; make one with git clone --bare, or give --print-hook where it is on the"
                + " server's machine");
      }
    }

    private Map<String, String> body() {
      Map<String, String> body = new LinkedHashMap<>();
      body.put("name", name);
      body.put("repository", repository);
      body.put("provider", provider);
      put(body, "defaultBranch", defaultBranch);
      put(body, "buildBranches", buildBranches);
      put(body, "team", team);
      return body;
    }

    private static void put(Map<String, String> body, String key, @Nullable String value) {
      if (value != null) {
        body.put(key, value);
      }
    }
  }

  /** Lists the registered repositories. */
  @Command(
      name = "list",
      description = "List the registered repositories.",
      customSynopsis = "  ./modelgate project list")
  static final class Listing implements Callable<Integer> {

    @Mixin HelpOption help = new HelpOption();
    @Mixin ClientOptions client = new ClientOptions();

    @Override
    public Integer call() {
      try (Api api = client.api()) {
        JsonNode answer = api.get("/api/projects");
        if (client.printed(answer)) {
          return 0;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "BUILDS", "REPOSITORY"));
        for (JsonNode project : answer.path("projects")) {
          rows.add(
              List.of(
                  project.path("name").asText(),
                  project.path("buildBranches").asText(),
                  Text.plain(project.path("repository").asText())));
        }
        if (rows.size() == 1) {
          System.out.println("no project yet: ./modelgate project create NAME --repository PATH");
        } else {
          Text.table(rows, 80).forEach(System.out::println);
        }
        return 0;
      }
    }
  }

  /** Shows one registered repository. */
  @Command(
      name = "show",
      description = "Show one project.",
      customSynopsis = "  ./modelgate project show penguins")
  static final class Show implements Callable<Integer> {

    @Mixin HelpOption help = new HelpOption();
    @Mixin ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "NAME", description = "Name of the project.")
    String name = "";

    @Override
    public Integer call() {
      try (Api api = client.api()) {
        JsonNode project = api.get("/api/projects/" + Api.escaped(name));
        if (!client.printed(project)) {
          project
              .properties()
              .forEach(
                  field -> {
                    if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                      System.out.printf(
                          "%-14s %s%n", field.getKey(), Text.plain(field.getValue().asText()));
                    }
                  });
        }
        return 0;
      }
    }
  }

  /** Removes a project and, where it can, its hook; notes on commits stay. */
  @Command(
      name = "remove",
      description =
          "Remove a project: its pushes build no more, its runs are not shown; takes its hook away"
              + " where the repository is on this machine.",
      customSynopsis = "  ./modelgate project remove penguins")
  static final class Remove implements Callable<Integer> {

    @Mixin HelpOption help = new HelpOption();
    @Mixin ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "NAME", description = "Name of the project.")
    String name = "";

    @Override
    public Integer call() {
      try (Api api = client.api()) {
        String path = "/api/projects/" + Api.escaped(name);
        JsonNode project = api.get(path);
        api.delete(path);
        if (!client.json) {
          System.out.println(
              "project "
                  + name
                  + " is removed: its pushes build no more, what runs or waits of it ends, its runs are not shown");
        }
        Optional<Path> hook =
            PostReceiveHook.remove(project.path("repository").asText(), project.path("hook"));
        if (!client.printed(project)) {
          hook.ifPresent(its -> System.out.println("hook    " + its + " taken away"));
        }
        return 0;
      }
    }
  }
}
