package dev.modelgate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The dashboards of the manual, held against what the services tell Prometheus. */
final class Dashboards {

  private static final Path FOLDER = Path.of("../docs/dashboards");
  private static final Pattern METRIC = Pattern.compile("\\b(modelgate|hikaricp|http|jvm)_\\w+");
  private static final Pattern WITHOUT_HELP = Pattern.compile("(?m)^# HELP (\\S+)\\s*$");

  private Dashboards() {}

  /** Metrics that a dashboard asks for and nobody tells, and those that are told without help. */
  static List<String> doubts(Site site) throws Exception {
    Set<String> told = new TreeSet<>();
    List<String> doubts = new ArrayList<>();
    for (String service : List.of("ingest", "scheduler", "checks", "reporter")) {
      String text = scrape(site, service);
      text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("[{ ]")[0])
          .forEach(told::add);
      WITHOUT_HELP
          .matcher(text)
          .results()
          .forEach(found -> doubts.add(service + " says no help for " + found.group(1)));
    }
    for (String wanted : wanted()) {
      if (!told.contains(wanted)) {
        doubts.add("no service tells " + wanted);
      }
    }
    return doubts;
  }

  private static Set<String> wanted() throws Exception {
    Set<String> wanted = new TreeSet<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
        JsonNode dashboard = new JsonMapper().readTree(file.toFile());
        for (JsonNode expression : dashboard.findValues("expr")) {
          Matcher metric = METRIC.matcher(expression.asText());
          wanted.addAll(metric.results().map(found -> found.group()).collect(Collectors.toSet()));
        }
      }
    }
    if (wanted.isEmpty()) {
      throw new AssertionError("Expected dashboards in " + FOLDER.toAbsolutePath());
    }
    return wanted;
  }

  private static String scrape(Site site, String service) throws Exception {
    URI address =
        URI.create("http://127.0.0.1:" + site.port() + "/services/" + service + "/prometheus");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
