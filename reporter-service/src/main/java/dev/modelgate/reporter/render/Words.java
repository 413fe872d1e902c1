package dev.modelgate.reporter.render;

import dev.modelgate.reporter.intake.Bound;
import dev.modelgate.reporter.intake.Comparison;
import dev.modelgate.reporter.intake.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Words and signs that stand for the same thing everywhere. */
public final class Words {

  private Words() {}

  /** A sign beside the word, so that nothing rests on colour alone. */
  public static String symbol(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> "✓";
      case FAILED -> "✗";
      case INCONCLUSIVE -> "≈";
      case ERRORED -> "!";
      case CANCELLED -> "⊘";
      case SUPERSEDED -> "↷";
      case SKIPPED -> "–";
      case UNKNOWN -> "?";
    };
  }

  /** The sentence with the verdict as its first word, once. */
  public static String verdictFirst(Verdict verdict, String sentence) {
    String text = sentence.strip();
    if (startsWith(verdict, text)) {
      return text;
    }
    return text.isEmpty() ? verdict.word() : verdict.word() + ": " + text;
  }

  /** The sentence for a place that shows the verdict already: {@code failed: x} is {@code x}. */
  public static String withoutVerdict(Verdict verdict, String sentence) {
    String text = sentence.strip();
    if (!startsWith(verdict, text)) {
      return text;
    }
    String rest = text.substring(verdict.word().length());
    return rest.isEmpty() || ":,".indexOf(rest.charAt(0)) >= 0
        ? rest.replaceFirst("^[:,]\\s*", "")
        : text;
  }

  private static boolean startsWith(Verdict verdict, String text) {
    String word = verdict.word();
    return text.regionMatches(true, 0, word, 0, word.length())
        && (text.length() == word.length()
            || !Character.isLetterOrDigit(text.charAt(word.length())));
  }

  /** {@code at least 0.90 and below 1}. */
  public static String bounds(List<Bound> bounds) {
    return bounds.stream()
        .map(b -> b.operator().words() + " " + b.value())
        .collect(Collectors.joining(" and "));
  }

  /** {@code higher is better, 1 % worse is allowed}. */
  public static String comparison(Comparison comparison) {
    String better = comparison.better().word() + " is better";
    String tolerance = tolerance(comparison);
    return tolerance.equals("0") || tolerance.equals("0 %")
        ? better
        : better + ", " + tolerance + " worse is allowed";
  }

  private static String tolerance(Comparison comparison) {
    if (!comparison.relative()) {
      return Figures.shown(comparison.tolerance());
    }
    try {
      BigDecimal fraction = new BigDecimal(comparison.tolerance());
      return Figures.shown(fraction.scaleByPowerOfTen(2).toString()) + " %";
    } catch (NumberFormatException | ArithmeticException e) {
      return Figures.shown(comparison.tolerance());
    }
  }

  /** {@code 1 check}, {@code 2 checks}. */
  public static String count(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  /** {@code main} of {@code refs/heads/main}, {@code v1} of {@code refs/tags/v1}. */
  public static String branch(String ref) {
    for (String prefix : List.of("refs/heads/", "refs/tags/")) {
      if (ref.startsWith(prefix)) {
        return ref.substring(prefix.length());
      }
    }
    return ref;
  }

  /** The first digits of a commit. */
  public static String shortSha(String sha) {
    return sha.length() > 7 ? sha.substring(0, 7) : sha;
  }
}
