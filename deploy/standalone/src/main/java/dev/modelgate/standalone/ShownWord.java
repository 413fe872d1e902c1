package dev.modelgate.standalone;

import dev.modelgate.standalone.client.Shown;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;

/** The number of a run, or the full id of a commit; the project comes later. */
final class ShownWord implements ITypeConverter<Function<String, Shown>> {

  @Override
  public Function<String, Shown> convert(String text) {
    if (text.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
      return project -> new Shown.Commit(project, text);
    }
    int number = new RunNumber().convert(text);
    return project -> new Shown.Run(project, number);
  }
}
