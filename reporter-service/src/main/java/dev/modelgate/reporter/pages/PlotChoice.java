package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.plot.Scale;
import dev.modelgate.reporter.render.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a reader wants the plots; all of it stands in the page's address, so that it works without a
 * script and can be sent to somebody.
 *
 * @param page address of the page, up to where these words follow; ends with ? or &amp;
 * @param all whether all plots are wanted, not only the first ones
 * @param log titles of the plots that are wanted on a logarithmic scale
 */
record PlotChoice(String page, boolean all, Set<String> log) {

  PlotChoice {
    log = Set.copyOf(log);
  }

  static PlotChoice of(String page, @Nullable String plots, @Nullable List<String> log) {
    return new PlotChoice(page, "all".equals(plots), Set.copyOf(log == null ? List.of() : log));
  }

  Scale scale(String title) {
    return log.contains(title) ? Scale.LOG : Scale.LINEAR;
  }

  /** Address with the other scale for one plot. */
  String switched(String title) {
    Set<String> other = new TreeSet<>(log);
    if (!other.remove(title)) {
      other.add(title);
    }
    return new PlotChoice(page, all, other).url();
  }

  /** Address with all plots. */
  String withAll() {
    return new PlotChoice(page, true, log).url();
  }

  private String url() {
    List<String> words = new ArrayList<>();
    if (all) {
      words.add("plots=all");
    }
    new TreeSet<>(log).forEach(title -> words.add("logscale=" + Links.segment(title)));
    String query = String.join("&", words);
    return (query.isEmpty() ? page.substring(0, page.length() - 1) : page + query) + "#plots";
  }
}
