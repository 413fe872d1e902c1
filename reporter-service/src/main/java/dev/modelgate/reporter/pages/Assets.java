package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.render.Digest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The style sheet, the scripts and the icon; their addresses change with their content. */
@Singleton
final class Assets {

  private static final Map<String, String> TYPES =
      Map.of(
          "style.css", "text/css; charset=utf-8",
          "live.js", "text/javascript; charset=utf-8",
          "log.js", "text/javascript; charset=utf-8",
          "plot.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  /** A dot on the icon tells the state of a run in a browser's tab. */
  private static final Map<String, String> DOTS =
      Map.of(
          "passed", "#2fb463",
          "failed", "#e5484d",
          "errored", "#f0a020",
          "inconclusive", "#9a6cf0",
          "running", "#5aa0ff",
          "queued", "#a8b0bc");

  private final Map<String, Asset> assets = new TreeMap<>();
  private final String version;

  /** A file that pages refer to. */
  record Asset(String type, byte[] bytes) {}

  Assets() {
    StringBuilder digests = new StringBuilder();
    TYPES.forEach((name, type) -> assets.put(name, new Asset(type, bytes(name))));
    String icon = new String(bytes("icon.svg"), StandardCharsets.UTF_8);
    DOTS.forEach((tone, colour) -> assets.put("icon-" + tone + ".svg", dotted(icon, colour)));
    assets.values().forEach(asset -> digests.append(Digest.sha256(asset.bytes())));
    version = Digest.sha256(digests.toString()).substring(0, 12);
  }

  private static Asset dotted(String icon, String colour) {
    String dot =
        "<circle cx=\"24\" cy=\"24\" r=\"8\" fill=\""
            + colour
            + "\" stroke=\"#fff\" stroke-width=\"2\"/>";
    String svg = icon.replace("</svg>", dot + "</svg>");
    return new Asset("image/svg+xml", svg.getBytes(StandardCharsets.UTF_8));
  }

  /** Name of the icon for a page that is about something in this state. */
  static String icon(String tone) {
    return DOTS.containsKey(tone) ? "icon-" + tone + ".svg" : "icon.svg";
  }

  Optional<Asset> find(String name) {
    return Optional.ofNullable(assets.get(name));
  }

  /** What makes an old copy in a browser's cache another address. */
  String version() {
    return version;
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Assets.class.getResourceAsStream("/pages/assets/" + name)) {
      if (in == null) {
        throw new IllegalStateException("Expected asset " + name + ", but it is not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read asset " + name, e);
    }
  }
}
