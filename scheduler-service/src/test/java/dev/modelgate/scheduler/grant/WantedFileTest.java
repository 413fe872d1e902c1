package dev.modelgate.scheduler.grant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be stored of an attempt. */
class WantedFileTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log/000000000000000-000000000001",
        "series.avro",
        "artifacts/model.pt",
        "artifacts/a/b c/ü",
        "artifacts/.hidden",
        "artifacts/..."
      })
  void isOneOfThreeKinds(String path) {
    assertThat(new WantedFile(path, 1).problem()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "log/1-1",
        "log/000000000000000-000000000001/x",
        "log/../series.avro",
        "../x",
        "/series.avro",
        "series.avro/x",
        "artifacts",
        "artifacts/",
        "artifacts//x",
        "artifacts/x/",
        "artifacts/../x",
        "artifacts/a/../../x",
        "artifacts/.",
        "artifacts/a\nb",
        "artifacts/a\0b",
        "artifacts/\ud800",
        "Artifacts/x"
      })
  void isNothingElse(String path) {
    assertThat(new WantedFile(path, 1).problem()).isPresent();
  }

  @Test
  void hasASizeThatCanBeStored() {
    long gibibyte = 1024L * 1024 * 1024;
    assertThat(new WantedFile("artifacts/x", 5 * gibibyte).problem()).isEmpty();
    assertThat(new WantedFile("artifacts/x", 5 * gibibyte + 1).problem()).isPresent();
    assertThat(new WantedFile("artifacts/x", -1).problem()).isPresent();
    assertThat(new WantedFile("log/000000000000000-000000000001", 4_194_305).problem()).isPresent();
    assertThat(new WantedFile("artifacts/" + "x".repeat(201), 1).problem()).isPresent();
    assertThat(new WantedFile("artifacts/" + "xx/".repeat(400) + "x", 1).problem()).isPresent();
  }
}
