package dev.modelgate.reporter.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Contrast as WCAG 2.2 computes it (success criteria 1.4.3 and 1.4.11, level AA). */
class ContrastTest {

  private static final double TEXT = 4.5;
  private static final double GRAPHICS = 3;
  private static final Pattern COLOUR = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{3,6});");
  private static final List<String> GROUNDS = List.of("ground", "surface", "sunken");

  @Test
  void isEnoughInBothSchemes() throws IOException {
    String css = css();
    int dark = css.indexOf("prefers-color-scheme: dark");
    Map<String, String> light = colours(css.substring(0, dark));
    Map<String, String> night = new HashMap<>(light);
    night.putAll(colours(css.substring(dark, css.indexOf("\n}\n", dark))));
    assertThat(night.get("ground")).isNotEqualTo(light.get("ground"));
    for (Map<String, String> scheme : List.of(light, night)) {
      for (String ground : GROUNDS) {
        for (String text : List.of("text", "quiet", "link", "green", "red")) {
          assertContrast(scheme, text, ground, TEXT);
        }
        for (String graphics : List.of("control", "focus")) {
          assertContrast(scheme, graphics, ground, GRAPHICS);
        }
      }
      for (String tone : List.of("green", "red", "amber", "violet", "blue", "grey")) {
        assertContrast(scheme, tone, tone + "-ground", TEXT);
        assertContrast(scheme, tone, "surface", GRAPHICS);
      }
      assertContrast(scheme, "text", "amber-ground", TEXT);
      for (int tone = 1; tone <= 6; tone++) {
        assertContrast(scheme, "tone-" + tone, "surface", GRAPHICS);
      }
      assertContrast(scheme, "surface", "text", TEXT);
    }
  }

  private static void assertContrast(
      Map<String, String> scheme, String front, String back, double atLeast) {
    double one = luminance(scheme.getOrDefault(front, "none"));
    double two = luminance(scheme.getOrDefault(back, "none"));
    double contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    assertThat(contrast)
        .as("%s on %s, %s on %s", front, back, scheme.get(front), scheme.get(back))
        .isGreaterThanOrEqualTo(atLeast);
  }

  private static double luminance(String colour) {
    String hex = colour.substring(1);
    if (hex.length() == 3) {
      hex = hex.replaceAll("(.)", "$1$1");
    }
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  private static Map<String, String> colours(String css) {
    Map<String, String> colours = new HashMap<>();
    Matcher matcher = COLOUR.matcher(css);
    while (matcher.find()) {
      colours.put(matcher.group(1), matcher.group(2));
    }
    return colours;
  }

  private static String css() throws IOException {
    try (InputStream in = ContrastTest.class.getResourceAsStream("/pages/assets/style.css")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
