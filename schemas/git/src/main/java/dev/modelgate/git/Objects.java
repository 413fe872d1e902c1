package dev.modelgate.git;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads objects by name from a running {@code git cat-file --batch-command}. Names go over its
 * standard input, so no path or ref ever becomes an argument; every content is hashed and compared
 * with its name, because git itself does not do so when it reads.
 */
final class Objects {

  private static final int LONGEST_HEADER = 256;

  private final InputStream fromGit;
  private final OutputStream toGit;

  Objects(InputStream fromGit, OutputStream toGit) {
    this.fromGit = fromGit;
    this.toGit = toGit;
  }

  /**
   * What an object is.
   *
   * @param sha its name
   * @param type {@code commit}, {@code tree}, {@code blob} or {@code tag}
   * @param size in bytes
   */
  record Header(Sha sha, String type, long size) {}

  /** Looks an object up, without its content. */
  Optional<Header> look(Sha sha) throws IOException {
    return ask("info " + sha.hex());
  }

  /** The commit that a tag, a tag of a tag or a commit stands for. */
  Optional<Sha> peel(Sha sha) throws IOException {
    return ask("info " + sha.hex() + "^{commit}").map(Header::sha);
  }

  /** The whole content of an object of this type, or nothing where there is none of that name. */
  Optional<byte[]> read(Sha sha, String type, int limit) throws IOException {
    Optional<Header> header = look(sha).filter(found -> found.type().equals(type));
    if (header.isEmpty()) {
      return Optional.empty();
    }
    if (header.get().size() > limit) {
      throw new GitException(
          GitException.Kind.TOO_LARGE,
          "Expected "
              + type
              + " "
              + sha
              + " to have at most "
              + limit
              + " bytes, but it has "
              + header.get().size());
    }
    return Optional.of(content(sha, limit));
  }

  /** The first bytes of an object; all of it is read and hashed. */
  byte[] start(Sha sha, int kept) throws IOException {
    return content(sha, kept);
  }

  private byte[] content(Sha sha, int kept) throws IOException {
    Header header =
        ask("contents " + sha.hex())
            .orElseThrow(() -> damaged("Expected to read object " + sha + ", but it is gone"));
    MessageDigest digest = digestFor(sha);
    digest.update((header.type() + " " + header.size() + "\0").getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (long left = header.size(); left > 0; ) {
      int count = fromGit.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        throw new EOFException("the output of git ended inside of object " + sha);
      }
      digest.update(buffer, 0, count);
      start.write(buffer, 0, Math.min(count, Math.max(0, kept - start.size())));
      left -= count;
    }
    if (fromGit.read() != '\n') {
      throw new EOFException("the output of git has no end after object " + sha);
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(sha.hex())) {
      throw damaged("Expected object " + sha + " to be what its name says, but its hash differs");
    }
    return start.toByteArray();
  }

  private Optional<Header> ask(String command) throws IOException {
    toGit.write((command + "\n").getBytes(StandardCharsets.US_ASCII));
    toGit.flush();
    String line = line();
    String[] parts = line.split(" ", -1);
    if (line.endsWith(" missing")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Header(new Sha(parts[0]), parts[1], Long.parseLong(parts[2])));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("git answered " + Quoted.of(line), e);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = fromGit.read(); next != '\n'; next = fromGit.read()) {
      if (next < 0 || line.length() > LONGEST_HEADER) {
        throw new EOFException("the output of git ended");
      }
      line.append((char) next);
    }
    return line.toString();
  }

  private static GitException damaged(String message) {
    return new GitException(GitException.Kind.CORRUPT, message);
  }

  private static MessageDigest digestFor(Sha sha) {
    try {
      return MessageDigest.getInstance(sha.hex().length() == 40 ? "SHA-1" : "SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-1 and SHA-256", e);
    }
  }
}
