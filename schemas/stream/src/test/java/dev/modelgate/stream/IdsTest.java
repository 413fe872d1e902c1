package dev.modelgate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Derived ids are the same for the same parts, and only for those. */
class IdsTest {

  @Test
  void derivesTheSameIdFromTheSameParts() {
    assertThat(Ids.derived("run", "train")).isEqualTo(Ids.derived("run", "train"));
    assertThat(Ids.derived("run", "train")).isEqualTo("103e7b32-8902-85d1-ae07-6ccd08a10c6e");
  }

  @Test
  void tellsPartsApartWhereverTheyAreCut() {
    assertThat(Ids.derived("ab", "c")).isNotEqualTo(Ids.derived("a", "bc"));
    assertThat(Ids.derived("ab")).isNotEqualTo(Ids.derived("ab", ""));
  }

  @Test
  void looksLikeAUuidOfTheVendorsVersion() {
    UUID id = UUID.fromString(Ids.derived("any"));
    assertThat(id.version()).isEqualTo(8);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(new Ids().next()).isNotEqualTo(new Ids().next());
  }
}
