package dev.modelgate.events.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The committed bytes of each event's example: what other programs read by now. */
final class GoldenBytes {

  static final Path FILE = Path.of("src/test/resources/golden.tsv");

  private GoldenBytes() {}

  /** Bytes in hex by full name. */
  static Map<String, String> read() throws IOException {
    Map<String, String> golden = new TreeMap<>();
    for (String line : Files.readAllLines(FILE)) {
      String[] parts = line.split("\t", -1);
      golden.put(parts[0], parts[1]);
    }
    return golden;
  }

  /** Adds what is missing and replaces what has another schema id now; all else stays. */
  static void refresh(WireFormat wire) throws IOException {
    Map<String, String> golden = Files.exists(FILE) ? read() : new TreeMap<>();
    for (String name : SchemaFiles.eventNames()) {
      String hex = HexFormat.of().formatHex(wire.encode(Examples.of(name)));
      if (!golden.getOrDefault(name, "").startsWith(hex.substring(0, 10))) {
        golden.put(name, hex);
      }
    }
    StringBuilder text = new StringBuilder();
    golden.forEach((name, hex) -> text.append(name).append('\t').append(hex).append('\n'));
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, text);
  }
}
