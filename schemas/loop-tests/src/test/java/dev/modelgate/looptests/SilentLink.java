package dev.modelgate.looptests;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A way to a server that can lose its connections as a network does: what is sent on them goes
 * nowhere, and neither end is told.
 */
final class SilentLink implements AutoCloseable {

  private final int target;
  private final ServerSocket server;
  private final List<Pair> pairs = new CopyOnWriteArrayList<>();

  /** The two ends of a connection. */
  private static final class Pair {

    private final Socket client;
    private final Socket server;
    private volatile boolean silent;

    private Pair(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    private void pump(Socket from, Socket to) {
      try (to) {
        InputStream in = from.getInputStream();
        byte[] bytes = new byte[8192];
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
          if (!silent) {
            to.getOutputStream().write(bytes, 0, read);
          }
        }
      } catch (IOException e) {
        // One end is closed, and so is the other.
        return;
      }
    }
  }

  private SilentLink(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  static SilentLink to(int port) throws IOException {
    SilentLink link = new SilentLink(port);
    Thread.ofVirtual().start(link::accept);
    return link;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Loses the connections that there are; new ones are well. */
  void loseConnections() {
    pairs.forEach(pair -> pair.silent = true);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Pair pair = new Pair(client, new Socket(InetAddress.getLoopbackAddress(), target));
        pairs.add(pair);
        Thread.ofVirtual().start(() -> pair.pump(pair.client, pair.server));
        Thread.ofVirtual().start(() -> pair.pump(pair.server, pair.client));
      }
    } catch (IOException e) {
      // It is closed.
      return;
    }
  }

  /** Ends every connection, with word to both ends. */
  void cut() throws IOException {
    for (Pair pair : pairs) {
      pair.client.close();
      pair.server.close();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
