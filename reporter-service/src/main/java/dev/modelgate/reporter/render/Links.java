package dev.modelgate.reporter.render;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Addresses of our pages.
 *
 * @param base the installation's public address; empty for links within a page
 */
public record Links(String base) {

  /** Links that start at the public address. */
  public static Links from(URI publicUrl) {
    String text = publicUrl.toString();
    return new Links(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  /** The list of a project's runs. */
  public String runs(String project) {
    return base + "/?project=" + segment(project);
  }

  public String run(String project, int number) {
    return base + "/projects/" + segment(project) + "/runs/" + number;
  }

  public String commit(String project, String sha) {
    return base + "/projects/" + segment(project) + "/commits/" + segment(sha);
  }

  /** The page of a log; {@code attempt} as requests name it. */
  public String log(RunReport run, String attempt) {
    return run(run.project(), run.key().number()) + "/log?attempt=" + segment(attempt);
  }

  /** A file that a job left. */
  public String artifact(RunReport run, String attempt, String path) {
    String parts =
        Arrays.stream(path.split("/", -1)).map(Links::segment).collect(Collectors.joining("/"));
    return api(run) + "/artifacts/" + parts + "?attempt=" + segment(attempt);
  }

  /** What programs read of a run. */
  public String api(RunReport run) {
    return base + "/api/runs/" + segment(run.project()) + "/" + run.key().number();
  }

  /** The page that lays runs side by side. */
  public String compare(String project, List<Integer> numbers) {
    String runs = numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    return base + "/projects/" + segment(project) + "/compare?runs=" + runs;
  }

  /** A part of a path in which nothing of the text has a meaning of its own. */
  public static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
