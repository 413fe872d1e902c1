package dev.modelgate.reporter.pages;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** Fills a template together with what every page has. */
@Singleton
final class PageMaker {

  private final Templates templates;
  private final Assets assets;

  PageMaker(Templates templates, Assets assets) {
    this.templates = templates;
    this.assets = assets;
  }

  String make(String template, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("version", assets.version());
    return templates.fill(template, all);
  }
}
