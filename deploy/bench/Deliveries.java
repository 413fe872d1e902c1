import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends signed deliveries over kept connections; written so that the sender costs little itself.
 */
final class Deliveries {

  /** A delivery: path, secret of its hook, body. */
  record Delivery(String path, String secret, String body) {}

  /** What came of a round. */
  record Result(long accepted, double seconds, long[] latencies) {

    double rate() {
      return accepted / seconds;
    }

    /** In milliseconds; share from 0 to 1. */
    double latency(double share) {
      return latencies.length == 0
          ? Double.NaN
          : latencies[(int) Math.min(latencies.length - 1, share * latencies.length)] / 1e6;
    }
  }

  private Deliveries() {}

  /**
   * Sends until the time is over or so many are sent.
   *
   * @param perSecond how many to begin a second over all connections; 0: as many as go
   */
  static Result send(
      int port,
      int connections,
      long count,
      double seconds,
      double perSecond,
      LongFunction<Delivery> deliveries)
      throws Exception {
    AtomicLong next = new AtomicLong();
    AtomicLong accepted = new AtomicLong();
    ConcurrentLinkedQueue<long[]> all = new ConcurrentLinkedQueue<>();
    long begin = System.nanoTime();
    long end = begin + (long) (seconds * 1e9);
    Thread[] threads = new Thread[connections];
    for (int i = 0; i < connections; i++) {
      threads[i] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    long[] own = new long[1024];
                    int size = 0;
                    try (Socket socket = new Socket()) {
                      socket.setTcpNoDelay(true);
                      socket.connect(new InetSocketAddress("127.0.0.1", port));
                      OutputStream out = socket.getOutputStream();
                      BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
                      for (long number = next.getAndIncrement();
                          number < count;
                          number = next.getAndIncrement()) {
                        long due =
                            perSecond == 0
                                ? System.nanoTime()
                                : begin + (long) (number * 1e9 / perSecond);
                        long wait = due - System.nanoTime();
                        if (due >= end) {
                          break;
                        }
                        if (wait > 0) {
                          Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
                        }
                        out.write(request(deliveries.apply(number)));
                        int status = answer(in);
                        if (status / 100 != 2) {
                          throw new IllegalStateException(
                              "Expected a delivery to be accepted, but the answer was " + status);
                        }
                        accepted.incrementAndGet();
                        if (size == own.length) {
                          own = Arrays.copyOf(own, 2 * size);
                        }
                        own[size++] = System.nanoTime() - due;
                      }
                    } catch (Exception e) {
                      System.err.println(e);
                    }
                    all.add(Arrays.copyOf(own, size));
                  });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long[] latencies = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Result(accepted.get(), (System.nanoTime() - begin) / 1e9, latencies);
  }

  private static byte[] request(Delivery delivery) throws Exception {
    byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(delivery.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signature = HexFormat.of().formatHex(mac.doFinal(body));
    byte[] head =
        ("POST "
                + delivery.path()
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-Modelgate-Signature: sha256="
                + signature
                + "\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    return whole;
  }

  /** Reads one answer with a Content-Length or in chunks; answers its status. */
  private static int answer(BufferedInputStream in) throws IOException {
    int status = Integer.parseInt(line(in).split(" ")[1]);
    long length = 0;
    boolean chunked = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String lower = line.toLowerCase();
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(line.substring(15).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
    }
    if (chunked) {
      for (int size = Integer.parseInt(line(in), 16); ; size = Integer.parseInt(line(in), 16)) {
        in.skipNBytes(size);
        line(in);
        if (size == 0) {
          return status;
        }
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private static String line(BufferedInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new IOException("Expected an answer, but the connection ended");
      }
      if (read != '\r') {
        line.append((char) read);
      }
    }
    return line.toString();
  }
}
