package dev.modelgate.reporter;

import dev.modelgate.testkit.HouseRules;
import org.junit.jupiter.api.Test;

/** The borders of this service. */
class ArchitectureTest {

  @Test
  void keepsTheRulesOfTheHouse() {
    HouseRules.of("dev.modelgate.reporter").pure("facts", "render", "plot", "retention").check();
  }
}
