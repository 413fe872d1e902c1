package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.render.Inert;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.escaper.EscapingStrategy;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/**
 * Fills the templates under {@code pages/}. Whatever is placed in one is made inert and escaped, in
 * text and in attributes alike; no template turns that off.
 */
@Singleton
final class Templates {

  private final PebbleEngine engine;

  Templates() {
    ClasspathLoader loader = new ClasspathLoader(Templates.class.getClassLoader());
    loader.setPrefix("pages");
    loader.setSuffix(".peb");
    engine =
        new PebbleEngine.Builder()
            .loader(loader)
            .strictVariables(true)
            .defaultLocale(Locale.ROOT)
            .addEscapingStrategy("inert", (EscapingStrategy) Templates::escaped)
            .defaultEscapingStrategy("inert")
            .build();
  }

  /** The page with a view's values. */
  String fill(String template, Map<String, Object> values) {
    StringWriter page = new StringWriter();
    try {
      engine.getTemplate(template).evaluate(page, values);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to fill page " + template, e);
    }
    return page.toString();
  }

  /** Text as it may stand between tags and within quotes. */
  static String escaped(String foreign) {
    String text = Inert.visible(foreign);
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        // A number stays with its sign at the end of a line.
        case ' ' -> out.append(text.startsWith("%", i + 1) ? "&#160;" : " ");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
