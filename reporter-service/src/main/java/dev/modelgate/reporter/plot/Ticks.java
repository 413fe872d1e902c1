package dev.modelgate.reporter.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round numbers beside an axis. */
final class Ticks {

  private static final int AT_MOST = 12;

  private Ticks() {}

  /** A number as it stands beside the axis. */
  record Tick(double value, String label) {}

  /**
   * Round numbers within the axis, lowest first; never none.
   *
   * @param wanted about how many
   */
  static List<Tick> of(Axis axis, int wanted) {
    List<Tick> ticks = axis.scale() == Scale.LOG ? powers(axis, wanted) : List.of();
    return ticks.size() >= 2 ? ticks : even(axis, wanted);
  }

  /** Multiples of 1, 2 or 5 times a power of ten. */
  private static List<Tick> even(Axis axis, int wanted) {
    double step = round((axis.to() - axis.from()) / wanted);
    long first = (long) Math.ceil(axis.from() / step - 1e-9);
    List<Tick> ticks = new ArrayList<>();
    for (long i = first; i * step <= axis.to() + step * 1e-9 && ticks.size() < AT_MOST; i++) {
      ticks.add(new Tick(i * step, label(i * step, step)));
    }
    return ticks;
  }

  /** Powers of ten; with their doubles and fives where there are few. */
  private static List<Tick> powers(Axis axis, int wanted) {
    int from = (int) Math.ceil(Math.log10(axis.from()) - 1e-9);
    int to = (int) Math.floor(Math.log10(axis.to()) + 1e-9);
    int every = Math.max(1, (int) Math.ceil((to - from + 1) / (wanted + 2.0)));
    int[] digits = to - from < 2 ? new int[] {1, 2, 5} : new int[] {1};
    List<Tick> ticks = new ArrayList<>();
    for (int power = from - 1; power <= to; power++) {
      for (int digit : digits) {
        double value = digit * Math.pow(10, power);
        if (value >= axis.from() && value <= axis.to() && (power - from) % every == 0) {
          ticks.add(new Tick(value, label(value, value)));
        }
      }
    }
    return ticks;
  }

  /** The smallest of 1, 2, 5 times a power of ten that is not below. */
  private static double round(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    double times = step / power;
    return (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10) * power;
  }

  /** As many decimals as the distance between ticks needs; with an exponent where that is long. */
  private static String label(double value, double step) {
    if (Math.abs(value) < step * 1e-6) {
      return "0";
    }
    double size = Math.abs(value);
    if (size >= 1e9 || size >= 1e6 && step >= 1 || size < 1e-4 && step < 1e-4) {
      return exponent(value, step);
    }
    int decimals = Math.clamp((long) -Math.floor(Math.log10(step) + 1e-9), 0, 12);
    return plain(
        BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString());
  }

  private static String exponent(double value, double step) {
    int power = (int) Math.floor(Math.log10(Math.abs(value)) + 1e-9);
    int digits = Math.clamp((long) (power - Math.floor(Math.log10(step) + 1e-9)), 0, 9);
    double mantissa = value / Math.pow(10, power);
    return plain(String.format(Locale.ROOT, "%." + digits + "fe%d", mantissa, power));
  }

  private static String plain(String number) {
    return number.replace('-', '−');
  }
}
