package dev.modelgate.reporter.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
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
    try (InputStream all = bucket.open("ranges/b").orElseThrow()) {
      assertThat(all.readAllBytes()).asString(UTF_8).isEqualTo("0123456789");
    }
    try (InputStream part = bucket.open("ranges/b", 3, 4).orElseThrow()) {
      assertThat(part.readAllBytes()).asString(UTF_8).isEqualTo("3");
    }
    assertThat(bucket.open("ranges/none")).isEmpty();
    assertThat(bucket.folders("ranges/")).containsExactly("a");
  }

  @Test
  void listsMoreThanAPageAndDeletesItAgain() {
    for (int i = 0; i < 1003; i++) {
      stored.put("many/%04d".formatted(i), "");
    }
    List<String> keys = bucket.list("many/").stream().map(StoredObject::key).toList();
    assertThat(keys).hasSize(1003).isSorted().doesNotHaveDuplicates();
    assertThat(bucket.page("many/", "many/1000")).hasSize(2);
    bucket.delete(keys);
    bucket.delete(keys.subList(0, 2));
    assertThat(bucket.list("many/")).isEmpty();
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
    Bucket away =
        new Bucket(
            new BucketConfig(
                URI.create("http://127.0.0.1:1"),
                here.region(),
                here.bucket(),
                here.accessKey(),
                here.secretKey()));
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
}
