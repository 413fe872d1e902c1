package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.log.LogSearch;
import java.util.List;

/**
 * What was found in a log.
 *
 * @param wanted what was looked for; empty where nothing was
 * @param sentence how much was found
 * @param further address of the search from where this one stopped; empty where it went to the end
 */
public record SearchView(String wanted, List<LogSearch.Hit> hits, String sentence, String further) {

  static SearchView none() {
    return new SearchView("", List.of(), "", "");
  }

  static SearchView of(String wanted, LogSearch.Hits found, String further) {
    int count = found.hits().size();
    String lines = count == 0 ? "No line" : count == 1 ? "One line" : count + " lines";
    String sentence =
        lines
            + (count > 1 ? " have" : " has")
            + " it"
            + (found.more() ? " up to line " + found.searchedTo() + "." : ".");
    return new SearchView(wanted, found.hits(), sentence, found.more() ? further : "");
  }

  static SearchView failed(String wanted, String sentence) {
    return new SearchView(wanted, List.of(), sentence, "");
  }
}
