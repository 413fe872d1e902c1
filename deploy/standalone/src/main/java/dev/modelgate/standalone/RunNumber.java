package dev.modelgate.standalone;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The number of a run as people write it: 42, or #42. */
final class RunNumber implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String text) {
    String digits = text.startsWith("#") ? text.substring(1) : text;
    try {
      return Integer.valueOf(digits);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("expected a number such as 42, but got " + text);
    }
  }
}
