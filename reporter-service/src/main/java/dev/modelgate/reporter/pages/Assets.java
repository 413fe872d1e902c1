package dev.modelgate.reporter.pages;

import dev.modelgate.reporter.render.Digest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
          "icon.svg", "image/svg+xml");

  private final Map<String, Asset> assets = new TreeMap<>();
  private final String version;

  /** A file that pages refer to. */
  record Asset(String type, byte[] bytes) {}

  Assets() {
    StringBuilder digests = new StringBuilder();
    TYPES.forEach((name, type) -> assets.put(name, new Asset(type, bytes(name))));
    assets.values().forEach(asset -> digests.append(Digest.sha256(asset.bytes())));
    version = Digest.sha256(digests.toString()).substring(0, 12);
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
