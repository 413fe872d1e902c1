package dev.modelgate.runner;

import dev.modelgate.testkit.HouseRules;
import org.junit.jupiter.api.Test;

/** The rules of the house, over this module. */
class ArchitectureTest {

  @Test
  void keepsTheRulesOfTheHouse() {
    HouseRules.of("dev.modelgate.runner").pure("eventfile", "metrics").check();
  }
}
