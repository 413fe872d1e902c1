package dev.modelgate.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.modelgate.standalone.CannotException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hook of a repository on this machine. */
class PostReceiveHookTest {

  private static final int SOMEBODY = 64_001;

  @TempDir Path repository;

  @Test
  void isInstalledOnceAndTakenAwayAgain() {
    Path script = PostReceiveHook.install(repository, hook("f08a"));
    assertThat(script).isExecutable();
    assertThatThrownBy(() -> PostReceiveHook.requireFree(repository))
        .isInstanceOf(CannotException.class)
        .hasMessageContaining("there is a hook already");

    assertThat(PostReceiveHook.remove(repository.toString(), hook("f08a"))).hasValue(script);

    assertThat(repository.resolve("hooks")).isEmptyDirectory();
    assertThat(PostReceiveHook.remove(repository.toString(), hook("f08a"))).isEmpty();
  }

  @Test
  void canBeRunByAllAndItsSecretReadByItsOwner() throws Exception {
    Path script = PostReceiveHook.install(repository, hook("f08a"));
    assertThat(modeOf(script)).isEqualTo("rwxr-xr-x");
    assertThat(modeOf(script.resolveSibling("modelgate-secret"))).isEqualTo("rw-------");
    assertThat(script.resolveSibling("modelgate-secret")).hasContent("5ec2e7");
  }

  @Test
  void belongsToWhomTheRepositoryBelongsTo() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root gives files away");
    Files.setAttribute(repository, "unix:uid", SOMEBODY);
    Files.setAttribute(repository, "unix:gid", SOMEBODY);
    Path script = PostReceiveHook.install(repository, hook("f08a"));
    for (Path its :
        new Path[] {script, script.resolveSibling("modelgate-secret"), script.getParent()}) {
      assertThat(Files.getAttribute(its, "unix:uid")).as("%s", its).isEqualTo(SOMEBODY);
      assertThat(Files.getAttribute(its, "unix:gid")).as("%s", its).isEqualTo(SOMEBODY);
    }
  }

  @Test
  void isWrittenThroughNoLink() throws Exception {
    Path other = Files.writeString(repository.resolve("other"), "mine");
    Files.createDirectory(repository.resolve("hooks"));
    Files.createSymbolicLink(repository.resolve("hooks/modelgate-secret"), other);
    PostReceiveHook.install(repository, hook("f08a"));
    assertThat(other).hasContent("mine");
  }

  @Test
  void staysWhereItIsAnothersOrElsewhere() throws Exception {
    PostReceiveHook.install(repository, hook("f08a"));
    assertThat(PostReceiveHook.remove(repository.toString(), hook("f08"))).isEmpty();
    assertThat(PostReceiveHook.remove("ssh://git@host/penguins.git", hook("f08a"))).isEmpty();
    Files.writeString(repository.resolve("hooks/post-receive"), "#!/bin/sh\nexit 0\n");
    assertThat(PostReceiveHook.remove(repository.toString(), hook("f08a"))).isEmpty();
    assertThat(repository.resolve("hooks/post-receive")).exists();
  }

  private static String modeOf(Path file) throws Exception {
    return PosixFilePermissions.toString(
        Files.readAttributes(file, PosixFileAttributes.class).permissions());
  }

  private static ObjectNode hook(String id) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("secret", "5ec2e7")
        .put("script", "#!/bin/sh\nurl='http://127.0.0.1:8080/webhooks/git/" + id + "'\n");
  }
}
