package dev.modelgate.scheduler.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryHostTest {

  @ParameterizedTest
  @CsvSource({
    "/srv/git/penguins.git, /srv/git/penguins.git",
    "https://git.example.org/team/model.git, git.example.org",
    "https://git.example.org:8443/team/model.git, git.example.org",
    "ssh://git@git.example.org:2222/team/model.git, git.example.org",
    "git@git.example.org:team/model.git, git.example.org",
    "git.example.org:team/model.git, git.example.org",
    "what is this, what is this",
  })
  void namesTheMachineThatARepositoryLivesOn(String repository, String host) {
    assertThat(RepositoryHost.of(repository)).isEqualTo(host);
  }
}
