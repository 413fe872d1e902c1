package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.render.LogLine;
import java.util.List;

/**
 * The part of a log that a page shows.
 *
 * @param attempts all attempts, for choosing
 * @param page address of the log's own page, to which {@code &line=42#L42} leads to a line; empty
 *     where there is no log
 * @param raw address of the log as it was written
 * @param live address of what follows while it is written; empty where nothing is to follow
 * @param earlier address of the lines before these; empty where these are the first
 * @param later address of the lines after these; empty where these are the last
 * @param remark a sentence where lines are left out or none are there
 */
public record LogView(
    List<Choice> attempts,
    List<LogLine> lines,
    String page,
    String raw,
    String live,
    String earlier,
    String later,
    String remark) {

  /** An attempt whose log can be shown. */
  public record Choice(String name, String url, boolean current) {}

  static LogView none(String remark) {
    return new LogView(List.of(), List.of(), "", "", "", "", "", remark);
  }
}
