package dev.modelgate.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.modelgate.standalone.CannotException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hook of a repository on this machine. */
class PostReceiveHookTest {

  private static final URI SERVER = URI.create("http://127.0.0.1:8080");

  @TempDir Path repository;

  @Test
  void isInstalledOnceAndTakenAwayAgain() {
    Path script = PostReceiveHook.install(repository, hook());
    assertThat(script).isExecutable();
    assertThatThrownBy(() -> PostReceiveHook.requireFree(repository))
        .isInstanceOf(CannotException.class)
        .hasMessageContaining("there is a hook already");

    assertThat(PostReceiveHook.remove(repository.toString(), SERVER)).hasValue(script);

    assertThat(repository.resolve("hooks")).isEmptyDirectory();
    assertThat(PostReceiveHook.remove(repository.toString(), SERVER)).isEmpty();
  }

  @Test
  void staysWhereItIsAnothersOrElsewhere() throws Exception {
    PostReceiveHook.install(repository, hook());
    URI other = URI.create("http://127.0.0.1:80");
    assertThat(PostReceiveHook.remove(repository.toString(), other)).isEmpty();
    assertThat(PostReceiveHook.remove("ssh://git@host/penguins.git", SERVER)).isEmpty();
    Files.writeString(repository.resolve("hooks/post-receive"), "#!/bin/sh\nexit 0\n");
    assertThat(PostReceiveHook.remove(repository.toString(), SERVER)).isEmpty();
    assertThat(repository.resolve("hooks/post-receive")).exists();
  }

  private static ObjectNode hook() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("secret", "5ec2e7")
        .put("script", "#!/bin/sh\nurl='" + SERVER + "/webhooks/git/f08a'\n");
  }
}
