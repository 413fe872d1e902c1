package dev.modelgate.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.events.GitEventReceived;
import dev.modelgate.ingest.project.HookedRepository;
import dev.modelgate.testkit.TestService;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real push to a repository with the printed hook arrives as an event, also after an outage. */
@ExtendWith(SharedService.class)
class PushTest {

  @Test
  void turnsPushesIntoEvents(@TempDir Path temp, TestService service) {
    Ingest ingest = Ingest.of(service);
    HookedRepository repository = HookedRepository.create(temp, "penguins.git");
    Map<String, Object> hook =
        ingest
            .post("/api/projects", "{'name':'penguins','repository':'" + repository.folder() + "'}")
            .object("hook");
    String script = String.valueOf(hook.get("script"));
    String reachable = script.replace("http://127.0.0.1:8080/", ingest.resolve("/").toString());
    String secret = String.valueOf(hook.get("secret"));

    repository.install(script.replace("127.0.0.1:8080", "127.0.0.1:1"), secret);
    String first = repository.commit("one");
    repository.push("main");
    assertThat(repository.spooled()).hasSize(1);

    repository.install(reachable, secret);
    String second = repository.commit("two");
    assertThat(repository.push("main")).isEmpty();

    assertThat(ingest.service().emitted(GitEventReceived.class))
        .filteredOn(event -> event.getProjectName().equals("penguins"))
        .extracting(GitEventReceived::getSha)
        .containsExactly(first, second);
    assertThat(repository.spooled()).isEmpty();
  }
}
