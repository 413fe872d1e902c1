package dev.modelgate.git;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The address of a repository, checked so far that it can name nothing but a folder of this
 * machine, an ssh host or an https host. It never carries a password, so it is safe to log.
 *
 * <p>Accepted: an absolute path or {@code file:///path}; {@code ssh://[user@]host[:port]/path} or
 * {@code [user@]host:path}; {@code https://host[:port]/path}. Refused, among all else: {@code
 * ext::} and other helpers, {@code http://}, {@code git://}, options, control characters,
 * passwords.
 *
 * @param transport the one transport that git may use for it
 * @param address what git is given: an absolute path for {@link Transport#FILE}, else the address
 *     as it was written
 */
public record RemoteUrl(Transport transport, String address) {

  /** How a repository is reached. */
  public enum Transport {
    /** A folder of this machine. */
    FILE,
    SSH,
    HTTPS;

    /** The name that git's protocol settings use. */
    String protocol() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int LONGEST = 2048;
  private static final String HOST = "[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?";
  private static final String USER = "(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?";
  private static final String PORT = "(?::[0-9]{1,5})?";
  private static final String PATH = "[A-Za-z0-9._~/+,=@%-]*";
  private static final Pattern SSH =
      Pattern.compile("ssh://" + USER + HOST + PORT + "/[A-Za-z0-9._~+,=@%]" + PATH);
  private static final Pattern SSH_SHORT =
      Pattern.compile(USER + HOST + ":(?!//)[A-Za-z0-9._~/+,=@%]" + PATH);
  private static final Pattern HTTPS = Pattern.compile("https://" + HOST + PORT + "/" + PATH);

  public RemoteUrl {
    boolean valid =
        switch (transport) {
          case FILE -> isPlainFolder(address);
          case SSH -> SSH.matcher(address).matches() || SSH_SHORT.matcher(address).matches();
          case HTTPS -> HTTPS.matcher(address).matches();
        };
    if (!valid || address.length() > LONGEST) {
      throw refused(address);
    }
  }

  /**
   * Reads an address as a person wrote it.
   *
   * @throws IllegalArgumentException with a sentence for that person, if it is none of the accepted
   *     forms
   */
  public static RemoteUrl parse(String text) {
    if (text.startsWith("file:///")) {
      return new RemoteUrl(Transport.FILE, text.substring("file://".length()));
    }
    if (text.startsWith("/")) {
      return new RemoteUrl(Transport.FILE, text);
    }
    if (text.startsWith("https://")) {
      return new RemoteUrl(Transport.HTTPS, text);
    }
    if (text.contains("://") && !text.startsWith("ssh://")) {
      throw refused(text);
    }
    return new RemoteUrl(Transport.SSH, text);
  }

  /** The folder of a {@link Transport#FILE} address. */
  Path folder() {
    return Path.of(address);
  }

  @Override
  public String toString() {
    return address;
  }

  private static boolean isPlainFolder(String path) {
    if (!path.startsWith("/") || path.chars().anyMatch(Character::isISOControl)) {
      return false;
    }
    try {
      return Path.of(path).normalize().getNameCount() > 0;
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "Expected to read the address of a repository (/absolute/path, ssh://user@host/path,"
            + " user@host:path or https://host/path, without a password), but got "
            + Quoted.of(text));
  }
}
