package dev.modelgate.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An S3 endpoint over a folder, in this process, on 127.0.0.1 only; every request must be signed
 * (AWS signature 4).
 *
 * <p>Buckets are folders, objects are files, an object's content type and metadata are the file's
 * user attributes. Clients must use path-style addresses; the region may be any. Ranges, multipart
 * uploads, copies, presigned addresses and conditions (If-Match, If-None-Match) work. Versioning,
 * tagging and policies do not (501), nor do two objects of which one's key is the other's followed
 * by a slash and more (500).
 *
 * <p>An object is either whole or absent after a killed process; an upload that was cut off leaves
 * a file beside it that listings show under the object's name with a random ending. Objects are not
 * forced to disk, so a power cut can take the last ones.
 */
public final class EmbeddedS3 implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedS3.class);

  private final FolderLock lock;
  private final S3Proxy server;
  private final URI endpoint;
  private final Map<String, String> secrets;

  private EmbeddedS3(FolderLock lock, S3Proxy server, URI endpoint, Map<String, String> secrets) {
    this.lock = lock;
    this.server = server;
    this.endpoint = endpoint;
    this.secrets = secrets;
  }

  /**
   * Starts on the folder's objects and returns when the endpoint serves.
   *
   * @throws PartException with folder and reason; nothing is left running then
   */
  public static EmbeddedS3 start(Path folder) {
    try {
      Path home = Folders.make(folder);
      FolderLock lock = FolderLock.take(home);
      try {
        return start(home, lock);
      } catch (IOException | RuntimeException problem) {
        lock.close();
        throw problem;
      }
    } catch (IOException | RuntimeException problem) {
      throw new PartException(
          "Expected to start S3 in %s, but %s".formatted(folder, PartException.reason(problem)),
          problem);
    }
  }

  private static EmbeddedS3 start(Path home, FolderLock lock) throws IOException {
    Path objects = Folders.make(home.resolve("data"));
    warnWhereMetadataWouldBeLost(objects);
    Map<String, String> secrets = Secrets.of(home, Map.of("accessKey", 20, "secretKey", 40));
    int port = RememberedPorts.of(home, List.of("s3")).getOrDefault("s3", 0);
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    S3Proxy server =
        S3Proxy.builder()
            .endpoint(endpoint)
            .awsAuthentication(
                AuthenticationType.AWS_V4, secrets.get("accessKey"), secrets.get("secretKey"))
            .blobStore(new FilesystemNio2BlobStore(objects.toString()))
            .stopTimeout(0) // otherwise it waits a second for connections that nobody uses
            .build();
    try {
      server.start();
      return new EmbeddedS3(lock, server, endpoint, secrets);
    } catch (Exception problem) {
      stop(server);
      throw new IOException(PartException.reason(problem), problem);
    }
  }

  private static void warnWhereMetadataWouldBeLost(Path objects) throws IOException {
    FileStore disk = Files.getFileStore(objects);
    if (!disk.supportsFileAttributeView(UserDefinedFileAttributeView.class)) {
      LOG.warn(
          "Expected a file system with user attributes below {}, but {} has none: objects lose their metadata",
          objects,
          disk);
    }
  }

  private static void stop(S3Proxy server) {
    try {
      server.stop();
    } catch (Exception problem) {
      throw new PartException("Expected to stop S3, but " + PartException.reason(problem), problem);
    }
  }

  /** An http address without a path. */
  public URI endpoint() {
    return endpoint;
  }

  /** The same for as long as the folder lives. */
  public String accessKey() {
    return secrets.getOrDefault("accessKey", "");
  }

  /** The same for as long as the folder lives. */
  public String secretKey() {
    return secrets.getOrDefault("secretKey", "");
  }

  /**
   * Cuts off running requests and waits until the endpoint's threads have ended; a second call does
   * nothing.
   */
  @Override
  public void close() {
    try {
      Undisturbed.run(() -> stop(server));
    } finally {
      lock.close();
    }
  }
}
