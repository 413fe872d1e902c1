package dev.modelgate.runner.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.runner.host.Programs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files of a job are opened. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ResultFilesTest {

  @TempDir private Path folder;
  private Path checkout = Path.of("unset");

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = Files.createDirectories(folder.resolve("checkout"));
    Files.writeString(folder.resolve("secret.json"), "{\"a\": 1}");
  }

  @Test
  void goesIntoNoBottomlessFolder() {
    assertThat(ResultFiles.read(checkout, "d/".repeat(20_000) + "metrics.json"))
        .isInstanceOfSatisfying(
            ResultFiles.Result.Unreadable.class,
            result -> assertThat(result.problem()).endsWith("it lies more than 100 folders deep"));
  }

  @Test
  void readsAFileInAFolder() throws IOException {
    Files.createDirectories(checkout.resolve("out/eval"));
    Files.writeString(checkout.resolve("out/eval/metrics.json"), "{}");

    ResultFiles.Result result = ResultFiles.read(checkout, "out/eval/metrics.json");

    assertThat(result)
        .isInstanceOfSatisfying(
            ResultFiles.Result.Content.class,
            content -> assertThat(new String(content.toArray(), UTF_8)).isEqualTo("{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.json",
        "/etc/hostname",
        "a/../../secret.json",
        "./m.json",
        "",
        "a//b",
        "a/"
      })
  void opensNothingOutsideOfTheCheckout(String file) {
    assertThat(problem(file)).contains("leads out of the checkout");
  }

  @Test
  void followsNoLink() throws IOException {
    Files.createSymbolicLink(checkout.resolve("metrics.json"), folder.resolve("secret.json"));
    Files.createSymbolicLink(checkout.resolve("out"), folder);
    Files.createSymbolicLink(checkout.resolve("loop"), checkout.resolve("loop"));

    assertThat(problem("metrics.json")).contains("link");
    assertThat(problem("out/secret.json")).contains("link");
    assertThat(problem("loop")).contains("link");
  }

  @Test
  void opensNothingButRegularFiles() throws IOException {
    Files.createDirectories(checkout.resolve("folder"));
    Programs.call(List.of("mkfifo", checkout.resolve("pipe").toString()));

    assertThat(problem("folder")).contains("no file");
    assertThat(problem("pipe")).contains("no file");
    assertThat(problem("pipe/x")).contains("something else than a folder");
    assertThat(problem("none.json")).contains("has not written it");
    assertThat(problem("none/x.json")).contains("has not written it");
  }

  @Test
  void refusesAFileThatIsTooLargeWithoutReadingIt() throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(checkout.resolve("metrics.json").toFile(), "rw")) {
      file.setLength(1L << 40);
    }

    assertThat(problem("metrics.json")).contains("larger than 8 MiB");
  }

  @Test
  void staysShortWithALongName() {
    assertThat(problem("x".repeat(5000)).length()).isLessThan(400);
  }

  private String problem(String file) {
    return switch (ResultFiles.read(checkout, file)) {
      case ResultFiles.Result.Unreadable(String problem) -> problem;
      case ResultFiles.Result.Content content -> "read " + content.bytes().remaining();
    };
  }
}
