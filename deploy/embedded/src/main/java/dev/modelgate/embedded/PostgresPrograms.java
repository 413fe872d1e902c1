package dev.modelgate.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the classpath once per version and used by everybody who may
 * read the folder.
 *
 * @param home the folder with bin, lib and share
 */
record PostgresPrograms(Path home) {
  private static final Map<String, String> ARCHIVES =
      Map.of("amd64", "postgres-linux-x86_64.txz", "aarch64", "postgres-linux-arm_64.txz");

  private static final Set<PosixFilePermission> PROGRAM =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");

  /** The user's cache, shared by all data folders. */
  static Path userCache() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path root =
        cache == null || !Path.of(cache).isAbsolute()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return root.resolve("modelgate");
  }

  /** Unpacks into the cache where that has not been done; many may ask at the same time. */
  static PostgresPrograms in(Path cache) throws IOException {
    return in(cache, archive());
  }

  static synchronized PostgresPrograms in(Path cache, URL archive) throws IOException {
    Files.createDirectories(cache);
    Path home = cache.toRealPath().resolve("postgres-" + fingerprint(archive));
    if (Files.isDirectory(home)) {
      return new PostgresPrograms(home);
    }
    try (FileChannel channel =
            FileChannel.open(
                cache.resolve("unpacking.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!Files.isDirectory(home) && lock.isValid()) {
        Folders.deleteLeftovers(cache, "unpacking-");
        Path unfinished = Files.createTempDirectory(cache.toRealPath(), "unpacking-");
        Files.setPosixFilePermissions(unfinished, PROGRAM);
        unpack(archive, unfinished);
        Folders.rename(unfinished, home);
      }
    }
    return new PostgresPrograms(home);
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  private static URL archive() {
    String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    String name = ARCHIVES.get(System.getProperty("os.arch"));
    URL archive =
        name == null || !system.startsWith("Linux")
            ? null
            : PostgresPrograms.class.getResource("/" + name);
    if (archive == null) {
      throw new PartException("its programs for %s are not among our jars".formatted(system));
    }
    return archive;
  }

  /** Size and checksum from the jar's own directory: cheap, and another version has others. */
  private static String fingerprint(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    connection.setUseCaches(false);
    if (connection instanceof JarURLConnection jar) {
      try (var file = jar.getJarFile()) {
        var entry = jar.getJarEntry();
        return "%d-%08x".formatted(entry.getSize(), entry.getCrc());
      }
    }
    return "%d-%d".formatted(connection.getContentLengthLong(), connection.getLastModified());
  }

  private static void unpack(URL archive, Path target) throws IOException {
    try (InputStream bytes = archive.openStream();
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(bytes))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the archive has an entry outside of itself: " + entry.getName());
        }
        if (entry.isDirectory() || entry.getName().endsWith(".a")) {
          continue; // folders come with their files; libraries to link against are not needed
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path);
          boolean program = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(path, program ? PROGRAM : FILE);
        }
      }
    }
  }
}
