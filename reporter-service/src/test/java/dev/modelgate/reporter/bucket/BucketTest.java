package dev.modelgate.reporter.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BucketTest {

  private static Stored stored;
  private static Bucket bucket;

  @BeforeAll
  static void make() {
    stored = new Stored("bucket-test");
    bucket = stored.bucket();
  }

  @AfterAll
  static void close() {
    bucket.close();
    stored.close();
  }

  @Test
  void readsRangesAndListsInOrder() throws IOException {
    stored.put("ranges/b", "0123456789");
    stored.put("ranges/a/x y", "abc");
    assertThat(bucket.list("ranges/"))
        .extracting(StoredObject::key, StoredObject::bytes)
        .containsExactly(tuple("ranges/a/x y", 3L), tuple("ranges/b", 10L));
    assertThat(bucket.read("ranges/b", 2, 5)).hasValue("234".getBytes(UTF_8));
    assertThat(bucket.read("ranges/b", 8, 99)).hasValue("89".getBytes(UTF_8));
    assertThat(bucket.read("ranges/b", 10, 99)).isEmpty();
    assertThat(bucket.read("ranges/none", 0, 1)).isEmpty();
    try (InputStream part = bucket.open("ranges/b", 3, 4).orElseThrow()) {
      assertThat(part.readAllBytes()).asString(UTF_8).isEqualTo("3");
    }
    assertThat(bucket.open("ranges/none", 0, 1)).isEmpty();
    assertThat(bucket.folders("ranges/")).containsExactly("a");
  }

  @Test
  void listsMoreThanAPageAndDeletesItAgain() {
    Bucket pages = new Bucket(stored.config("bucket-test"), 10);
    for (int i = 0; i < 23; i++) {
      stored.put("many/%04d".formatted(i), "");
    }
    List<String> keys = pages.list("many/").stream().map(StoredObject::key).toList();
    assertThat(keys).hasSize(23).isSorted().doesNotHaveDuplicates();
    assertThat(pages.list("many/", 12))
        .extracting(StoredObject::key)
        .isEqualTo(keys.subList(0, 12));
    assertThat(pages.page("many/", "many/0020")).hasSize(2);
    pages.delete(keys);
    pages.delete(keys.subList(0, 2));
    assertThat(pages.list("many/")).isEmpty();
    pages.close();
  }

  @Test
  void findsABucketThatNobodyMadeEmpty() {
    Bucket none = new Bucket(stored.config("nobody-made-this"));
    assertThat(none.list("")).isEmpty();
    assertThat(none.read("x", 0, 1)).isEmpty();
    none.close();
  }

  @Test
  void saysSoonThatNobodyAnswers() {
    BucketConfig here = stored.config("x");
    Bucket away = at(URI.create("http://127.0.0.1:1"));
    long begin = System.nanoTime();
    assertThatThrownBy(() -> away.list("")).isInstanceOf(BucketException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    away.close();
    Bucket stranger =
        new Bucket(new BucketConfig(here.endpoint(), here.region(), "x", "who", "guessed"));
    assertThatThrownBy(() -> stranger.list(""))
        .isInstanceOf(BucketException.class)
        .hasMessageContaining("modelgate.s3.endpoint");
    stranger.close();
  }

  @Test
  void asksABucketThatLetEverybodyWaitNotAgainAtOnce() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                while (!silent.isClosed()) {
                  try (Socket one = silent.accept()) {
                    asked.incrementAndGet();
                    Thread.sleep(Duration.ofMillis(700));
                    one.setSoLinger(true, 0);
                  } catch (IOException | InterruptedException e) {
                    return;
                  }
                }
              });
      Bucket away = at(URI.create("http://127.0.0.1:" + silent.getLocalPort()));
      assertThatThrownBy(() -> away.read("x", 0, 1)).isInstanceOf(BucketException.class);
      int once = asked.get();
      assertThat(once).isPositive();
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> away.list("")).isInstanceOf(BucketException.class);
        assertThatThrownBy(() -> away.open("x", 0, 1)).isInstanceOf(BucketException.class);
      }
      assertThat(asked).hasValue(once);
      away.close();
    }
  }

  private static Bucket at(URI endpoint) {
    BucketConfig here = stored.config("x");
    return new Bucket(
        new BucketConfig(
            endpoint, here.region(), here.bucket(), here.accessKey(), here.secretKey()));
  }
}
