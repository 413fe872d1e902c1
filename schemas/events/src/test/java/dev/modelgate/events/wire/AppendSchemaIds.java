package dev.modelgate.events.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * Gives every new or changed schema the next free id, by a line at the end of the table, and its
 * example the bytes that go with it.
 */
final class AppendSchemaIds {

  private AppendSchemaIds() {}

  public static void main(String[] arguments) throws IOException {
    for (SchemaTable.Line line : SchemaFiles.missingLines()) {
      String text = line.id() + "\t" + line.name() + "\t" + line.fingerprint();
      Files.writeString(SchemaFiles.TABLE, text + "\n", StandardOpenOption.APPEND);
      System.out.println("added " + text);
    }
    GoldenBytes.refresh(new WireFormat(new SchemaIds(SchemaFiles.lines())));
  }
}
