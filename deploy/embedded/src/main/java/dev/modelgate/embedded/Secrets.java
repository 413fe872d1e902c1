package dev.modelgate.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;

/** The generated secrets of one part, made once and kept in a file that only its owner may read. */
final class Secrets {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private Secrets() {}

  /**
   * @param lengths the secrets' names and how many letters each has (about six bits a letter)
   */
  static Map<String, String> of(Path folder, Map<String, Integer> lengths) throws IOException {
    Path file = folder.resolve("secrets.properties");
    Map<String, String> kept = PrivateProperties.read(file);
    if (kept.keySet().containsAll(lengths.keySet())) {
      return kept;
    }
    SecureRandom random = new SecureRandom();
    Map<String, String> secrets = new TreeMap<>(kept);
    lengths.forEach(
        (name, length) -> secrets.computeIfAbsent(name, missing -> generate(random, length)));
    PrivateProperties.write(file, secrets);
    return secrets;
  }

  private static String generate(SecureRandom random, int length) {
    StringBuilder secret = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      secret.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return secret.toString();
  }
}
