package dev.modelgate.standalone.metrics;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.modelgate.runner.collect.EventFiles;
import dev.modelgate.runner.eventfile.Aggregate;
import dev.modelgate.runner.eventfile.ScalarSeries;
import dev.modelgate.standalone.client.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Series as people and programs read them. */
public final class ShownSeries {

  private static final List<String> AGGREGATES =
      List.of("count", "first", "last", "min", "max", "mean", "stddev", "median");
  private static final int WIDEST = 200;
  private static final int LONGEST_TAG = 60;
  private static final MathContext SIX_DIGITS = new MathContext(6);
  private static final JsonMapper JSON = new JsonMapper();

  private ShownSeries() {}

  /** A table for each directory, then what is wrong. */
  public static List<String> lines(ShownPath shown) {
    List<String> lines = new ArrayList<>();
    for (EventFiles.Read read : shown.directories()) {
      if (read.series().isEmpty()) {
        continue;
      }
      String directory = read.directory().path();
      lines.add(Text.plain(directory.isEmpty() ? shown.path() : shown.path() + "/" + directory));
      List<List<String>> rows = new ArrayList<>();
      rows.add(Stream.concat(Stream.of("  tag"), AGGREGATES.stream()).toList());
      read.series().forEach(series -> rows.add(row(series)));
      lines.addAll(Text.table(rows, WIDEST));
      lines.add("");
    }
    shown.problems().forEach(problem -> lines.add("! " + Text.plain(problem)));
    return lines;
  }

  /** The same for programs, with every digit. */
  public static String json(List<ShownPath> shown) {
    ArrayNode paths = JSON.createArrayNode();
    for (ShownPath path : shown) {
      ObjectNode its = paths.addObject().put("path", path.path());
      ArrayNode directories = its.putArray("directories");
      for (EventFiles.Read read : path.directories()) {
        ObjectNode directory = directories.addObject().put("directory", read.directory().path());
        ArrayNode all = directory.putArray("series");
        read.series().forEach(series -> put(all.addObject(), series));
      }
      ArrayNode problems = its.putArray("problems");
      path.problems().forEach(problems::add);
    }
    return JSON.createObjectNode().<ObjectNode>set("paths", paths).toPrettyString();
  }

  private static void put(ObjectNode node, ScalarSeries series) {
    node.put("tag", series.tag());
    for (String aggregate : AGGREGATES) {
      switch (series.aggregate(aggregate)) {
        case Aggregate.None(String _) -> node.putNull(aggregate);
        case Aggregate.Of(double number, String text) -> {
          if (Double.isFinite(number)) {
            node.put(aggregate, new BigDecimal(text));
          } else {
            node.put(aggregate, text);
          }
        }
      }
    }
  }

  private static List<String> row(ScalarSeries series) {
    String tag = Text.cut(Text.plain(series.tag()), LONGEST_TAG);
    return Stream.concat(
            Stream.of("  " + tag),
            AGGREGATES.stream().map(aggregate -> shortened(series.aggregate(aggregate))))
        .toList();
  }

  private static String shortened(Aggregate aggregate) {
    return switch (aggregate) {
      case Aggregate.None(String _) -> "-";
      case Aggregate.Of(double number, String text) -> {
        if (!Double.isFinite(number)) {
          yield text;
        }
        BigDecimal exact = new BigDecimal(text);
        boolean isShort = exact.precision() <= SIX_DIGITS.getPrecision() || isWhole(exact);
        yield isShort ? text : exact.round(SIX_DIGITS).stripTrailingZeros().toString();
      }
    };
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }
}
