package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.render.LogLine;
import java.util.List;

/**
 * The part of a log that a page shows.
 *
 * @param attempts all attempts, for choosing
 * @param query what leads back to these very lines, {@code ?attempt=1&log=0}
 * @param earlier address of what lies before; empty where this is the beginning
 * @param later address of what follows; empty where this is the end
 * @param remark a sentence where lines are left out or none are there
 */
public record LogView(
    List<Choice> attempts,
    List<LogLine> lines,
    String query,
    String earlier,
    String later,
    String raw,
    String remark) {

  /** An attempt whose log can be shown. */
  public record Choice(String name, String url, boolean current) {}
}
