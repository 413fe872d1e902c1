package dev.modelgate.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A folder of a commit as its object says it: mode, name and object, again and again. */
record Tree(List<Entry> entries) {

  private static final int TYPE = 0170000;

  /**
   * One name in a folder.
   *
   * @param mode type and permission bits as git writes them
   * @param name as UTF-8; what is not UTF-8 has replacement characters in its place and is never
   *     found
   * @param sha what it names
   */
  record Entry(int mode, String name, Sha sha) {

    boolean isFolder() {
      return (mode & TYPE) == 0040000;
    }

    boolean isFile() {
      return (mode & TYPE) == 0100000;
    }

    TreeFile.Kind otherKind() {
      return switch (mode & TYPE) {
        case 0120000 -> TreeFile.Kind.SYMLINK;
        case 0040000 -> TreeFile.Kind.FOLDER;
        default -> TreeFile.Kind.SUBMODULE;
      };
    }
  }

  /** Reads a tree object; git has checked its form when it was fetched. */
  static Tree of(byte[] content, int hashBytes) {
    List<Entry> entries = new ArrayList<>();
    for (int at = 0; at < content.length; ) {
      int space = indexOf(content, ' ', at);
      int end = indexOf(content, 0, space);
      byte[] hash = Arrays.copyOfRange(content, end + 1, end + 1 + hashBytes);
      entries.add(
          new Entry(
              Integer.parseInt(new String(content, at, space - at, StandardCharsets.US_ASCII), 8),
              new String(content, space + 1, end - space - 1, StandardCharsets.UTF_8),
              new Sha(HexFormat.of().formatHex(hash))));
      at = end + 1 + hashBytes;
    }
    return new Tree(entries);
  }

  Optional<Entry> named(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  private static int indexOf(byte[] content, int wanted, int from) {
    for (int at = from; at < content.length; at++) {
      if (content[at] == wanted) {
        return at;
      }
    }
    throw new GitException(
        GitException.Kind.CORRUPT, "Expected to read a tree object, but it ends in the middle");
  }
}
