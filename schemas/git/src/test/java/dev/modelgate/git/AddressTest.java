package dev.modelgate.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts name a repository or a commit, and which do not. */
final class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "/srv/git/penguins.git, FILE, /srv/git/penguins.git",
    "/srv/my repository, FILE, /srv/my repository",
    "/srv/-x:y, FILE, /srv/-x:y",
    "file:///srv/git/penguins.git, FILE, /srv/git/penguins.git",
    "ssh://git@host.example:2222/srv/penguins.git, SSH, ssh://git@host.example:2222/srv/penguins.git",
    "ssh://host/~ada/x, SSH, ssh://host/~ada/x",
    "git@host.example:team/penguins.git, SSH, git@host.example:team/penguins.git",
    "host:x, SSH, host:x",
    "https://host.example/team/penguins.git, HTTPS, https://host.example/team/penguins.git",
    "https://host:8443/x, HTTPS, https://host:8443/x",
  })
  void readsAddresses(String text, RemoteUrl.Transport transport, String address) {
    assertThat(RemoteUrl.parse(text)).isEqualTo(new RemoteUrl(transport, address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/..",
        "relative/path",
        "-/x",
        "--upload-pack=touch x",
        "-oProxyCommand=touch:x",
        "ext::sh -c 'touch x'",
        "ext::x:y",
        "fd::17",
        "http://host/x",
        "git://host/x",
        "ftp://host/x",
        "file://host/x",
        "FILE:///x",
        "https://user:password@host/x",
        "https://token@host/x",
        "https:///x",
        "https://host",
        "https://ho st/x",
        "https://host/x\nHost: y",
        "https://host/\r",
        "https://-host/x",
        "https://[::1]/x",
        "https://host/x?y",
        "ssh://-oProxyCommand=x/y",
        "ssh://user:password@host/x",
        "ssh://user@-host/x",
        "ssh://host/-x",
        "user@-host:x",
        "-user@host:x",
        "user@host:-x",
        "host:$(touch x)",
        "/srv/\0x",
        "/srv/\nx",
        "\u202e/x"
      })
  void refusesEverythingElse(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RemoteUrl.parse(text))
        .withMessageStartingWith("Expected to read the address of a repository")
        .withMessageNotContaining("\n");
  }

  @Test
  void refusesAnAddressWithoutEnd() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RemoteUrl.parse("https://host/" + "x".repeat(3000)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RemoteUrl(RemoteUrl.Transport.FILE, "relative"));
  }

  @Test
  void namesObjectsInFullOnly() {
    assertThat(new Sha("0".repeat(64)).isZero()).isTrue();
    assertThat(new Sha("a".repeat(40)).isZero()).isFalse();
    for (String wrong :
        new String[] {
          "", "abc", "A".repeat(40), "a".repeat(41), "a".repeat(39) + "\n", "-" + "a".repeat(39)
        }) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Sha(wrong));
    }
  }

  @Test
  void showsStrangersTextInOneLine() {
    assertThat(Quoted.of("a\nb\u001b[31m\u202ec")).isEqualTo("\"a?b?[31m?c\"");
    assertThat(Quoted.of("ü".repeat(300))).hasSize(203).endsWith("…\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ssh: connect to host x port 22: Connection refused                  | UNREACHABLE",
        "ssh: Could not resolve hostname x: Name or service not known         | UNREACHABLE",
        "fatal: unable to access 'https://x/': Failed to connect to x port 443 | UNREACHABLE",
        "fatal: '/x' does not appear to be a git repository                   | UNREACHABLE",
        "git@x: Permission denied (publickey).                                | REFUSED",
        "Host key verification failed. fatal: Could not read from remote repository. | REFUSED",
        "fatal: could not read Username for 'https://x': terminal prompts disabled | REFUSED",
        "fatal: transport 'ext' not allowed                                   | REFUSED",
        "fatal: couldn't find remote ref refs/notes/x                         | MISSING",
        "error: Server does not allow request for unadvertised object abc     | MISSING",
        "fatal: loose object abc (stored in x) is corrupt                     | CORRUPT",
        "error: object abc: hasDotgit: contains '.git' fatal: fsck error in packed object | FAILED",
        "fatal: write error: No space left on device                          | FAILED",
      })
  void tellsFromGitsWordsWhoMustAct(String words, GitException.Kind kind) {
    assertThat(Failure.kindOf(words)).isEqualTo(kind);
  }
}
