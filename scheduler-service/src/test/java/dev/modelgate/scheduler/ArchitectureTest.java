package dev.modelgate.scheduler;

import dev.modelgate.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void keepsTheBordersOfTheHouse() {
    HouseRules.of("dev.modelgate.scheduler")
        .pure("yaml", "workflow", "gradient", "trigger", "plan", "placement", "lease")
        .check();
  }
}
