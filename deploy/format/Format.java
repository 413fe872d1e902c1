import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Formats every Java source below a folder ({@code write}), or names those that differ ({@code
 * check}, exit 1).
 */
final class Format {

  private static final Formatter FORMATTER =
      new Formatter(
          JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.GOOGLE).build());

  public static void main(String[] arguments) throws Exception {
    boolean write = arguments[0].equals("write");
    List<Path> wrong;
    try (Stream<Path> files = Files.walk(Path.of(arguments[1]))) {
      wrong =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(
                  file ->
                      !file.toString().contains("/target/")
                          && !file.toString().contains("/src/test/resources/"))
              .sorted()
              .toList()
              .parallelStream()
              .filter(file -> differs(file, write))
              .toList();
    }
    wrong.forEach(file -> System.out.println((write ? "formatted " : "not formatted: ") + file));
    if (!write && !wrong.isEmpty()) {
      System.out.println("Repair with: ./mvnw -N -Pformat validate");
      System.exit(1);
    }
  }

  private static boolean differs(Path file, boolean write) {
    try {
      String text = Files.readString(file);
      String sorted =
          ImportOrderer.reorderImports(
              RemoveUnusedImports.removeUnusedImports(text), JavaFormatterOptions.Style.GOOGLE);
      String formatted = FORMATTER.formatSource(sorted);
      if (write && !formatted.equals(text)) {
        Files.writeString(file, formatted);
      }
      return !formatted.equals(text);
    } catch (IOException | com.google.googlejavaformat.java.FormatterException e) {
      throw new IllegalStateException("Expected to format " + file + ", but " + e.getMessage(), e);
    }
  }
}
