package dev.modelgate.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How programs are started and ended. */
final class CallTest {

  private static final Path ROOT = Path.of("/");

  private static Call call(String mark, Duration time, String script) {
    return new Call(
        List.of("sh", "-c", script),
        Map.of("MARK", mark, "PATH", Programs.path()),
        ROOT,
        Deadline.after(time));
  }

  private static String all(java.io.InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void handsOverNothingThatWasNotGiven() {
    Call.Ended<String> ended = call("m", Duration.ofSeconds(20), "env").run((out, in) -> all(out));
    assertThat(ended.value().lines())
        .map(line -> line.replaceAll("=.*", ""))
        .isSubsetOf("MARK", "PATH", "PWD", "OLDPWD", "SHLVL", "_");
  }

  @Test
  void killsEverythingThatAProgramStartedWhenTheTimeIsOver() throws IOException {
    String mark = UUID.randomUUID().toString();
    MirrorTest.assertKind(
        GitException.Kind.TIMED_OUT,
        () ->
            call(mark, Duration.ofSeconds(1), "sleep 1000 & (sleep 1000 &) ; sleep 1000")
                .run((out, in) -> all(out)));
    assertThat(Orphans.find("MARK=" + mark)).isEmpty();
  }

  @Test
  void doesNotWaitForAChildThatKeepsTheOutputOpen() throws IOException {
    String mark = UUID.randomUUID().toString();
    MirrorTest.assertKind(
        GitException.Kind.TIMED_OUT,
        () ->
            // Java itself ends the output of a program that has ended before anyone reads it.
            call(mark, Duration.ofSeconds(1), "read go; sleep 1000 & exit 0")
                .run(
                    (out, in) -> {
                      in.write('\n');
                      in.flush();
                      return all(out);
                    }));
    assertThat(Orphans.find("MARK=" + mark)).isEmpty();
  }

  @Test
  void killsAProgramThatPrintsTooMuch() throws IOException {
    String mark = UUID.randomUUID().toString();
    MirrorTest.assertKind(
        GitException.Kind.TOO_LARGE,
        () ->
            call(mark, Duration.ofSeconds(20), "yes & yes")
                .run((out, in) -> Bounded.readAll(out, 1_000_000)));
    assertThat(Orphans.find("MARK=" + mark)).isEmpty();
  }

  @Test
  void keepsTheEndOfWhatAProgramComplainsAbout() {
    Call.Ended<String> ended =
        call("m", Duration.ofSeconds(20), "seq 1 100000 >&2; exit 3").run((out, in) -> all(out));
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.errors()).endsWith("\n100000\n").hasSizeLessThanOrEqualTo(16 * 1024);
  }

  @Test
  void saysWhyAProgramDoesNotStart() {
    Call call =
        new Call(
            List.of("no-such-program"), Map.of(), ROOT, Deadline.after(Duration.ofSeconds(20)));
    assertThat(call.run((out, in) -> all(out)).errors()).contains("no-such-program");
  }

  @Test
  void knowsTheInstalledGit() {
    assertThat(Git.requireInstalled()).matches("[0-9]+\\.[0-9]+.*");
  }
}
