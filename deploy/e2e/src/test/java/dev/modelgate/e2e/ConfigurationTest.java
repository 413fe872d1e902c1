package dev.modelgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every key that the sources read is explained where people look for it. */
class ConfigurationTest {

  private static final Pattern VALUE =
      Pattern.compile("@Value\\(\"\\$\\{([a-z0-9.-]+):?[^}]*}\"\\)");
  private static final Pattern PROPERTY =
      Pattern.compile("getProperty\\(\\s*\"(modelgate\\.[a-z0-9.-]+)\"");
  private static final Pattern RECORD =
      Pattern.compile(
          "@ConfigurationProperties\\(\"([a-z0-9.-]+)\"\\)[^{]*?record \\w+\\((.*?)\\)\\s*\\{",
          Pattern.DOTALL);
  private static final Pattern COMPONENT = Pattern.compile("(\\w+)\\s*(?:,|$)");

  @Test
  void isDocumentedKeyByKey() throws Exception {
    String page = Files.readString(Path.of("../config/README.md"));
    TreeSet<String> keys = new TreeSet<>();
    for (Path source : sources()) {
      String text = Files.readString(source);
      VALUE.matcher(text).results().map(it -> it.group(1)).forEach(keys::add);
      PROPERTY.matcher(text).results().map(it -> it.group(1)).forEach(keys::add);
      Matcher records = RECORD.matcher(text);
      while (records.find()) {
        String prefix = records.group(1);
        String components = records.group(2).replaceAll("@\\w+\\([^)]*\\)|<[^>]*>", "");
        COMPONENT
            .matcher(components)
            .results()
            .map(MatchResult::group)
            .map(name -> prefix + "." + kebab(name.replaceAll("\\W", "")))
            .forEach(keys::add);
      }
    }
    assertThat(keys)
        .contains(
            "modelgate.cluster-key",
            "modelgate.scheduler.lost-after",
            "modelgate.s3.secret-key",
            "modelgate.front.port")
        .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../.."))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/main/java/"))
          .toList();
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
