package dev.modelgate.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs side by side as lines for a terminal. */
public final class ComparedView {

  private static final int WIDTH = 80;
  private static final int NAME_AT_MOST = 32;
  private static final int CELL_AT_MOST = 24;

  private ComparedView() {}

  /** A verdict a line, then a table of what differs, then how much is equal. */
  public static List<String> lines(JsonNode compared) {
    List<String> lines = new ArrayList<>();
    List<String> head = new ArrayList<>();
    head.add("");
    for (JsonNode run : compared.path("runs")) {
      String number = "#" + run.path("number").asText();
      head.add(number);
      lines.add(Text.cut(number + "  " + Text.verdict(run) + "  " + Text.sentence(run), WIDTH));
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(head);
    int equal = 0;
    String group = "";
    for (JsonNode row : compared.path("rows")) {
      if (row.path("differs").asBoolean()) {
        if (!row.path("group").asText("").equals(group)) {
          group = row.path("group").asText("");
          rows.add(List.of(Text.plain(group).toUpperCase(Locale.ROOT)));
        }
        rows.add(row(row));
      } else {
        equal++;
      }
    }
    lines.add("");
    if (rows.size() == 1) {
      lines.add("nothing differs");
    } else {
      lines.addAll(Text.table(rows, Math.max(WIDTH, NAME_AT_MOST + head.size() * CELL_AT_MOST)));
    }
    if (equal > 0) {
      lines.add("equal: " + equal + (equal == 1 ? " thing" : " things") + "; --json has them");
    }
    return lines;
  }

  private static List<String> row(JsonNode row) {
    List<String> cells = new ArrayList<>();
    cells.add(Text.cut(Text.plain(row.path("name").asText()), NAME_AT_MOST));
    boolean figures = row.path("group").asText("").equals("metrics");
    for (JsonNode cell : row.path("cells")) {
      String text = Text.plain(cell.path("value").asText("–"));
      String value = figures ? Text.figure(text) : text;
      String change = cell.hasNonNull("change") ? " " + cell.path("change").asText() : "";
      cells.add(Text.cut(value + change, CELL_AT_MOST));
    }
    return cells;
  }
}
