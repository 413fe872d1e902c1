package dev.modelgate.ingest.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** A body is taken up to its limit and not a byte further. */
class BodyReaderTest {

  private static final int LIMIT = 300_000;

  private final BodyReader reader = new BodyReader();

  @Test
  void takesBodiesUpToTheLimit() {
    for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, LIMIT}) {
      assertThat(reader.read(new ByteArrayInputStream(new byte[size]), LIMIT))
          .isInstanceOfSatisfying(
              BodyReader.Whole.class, whole -> assertThat(whole.bytes()).hasSize(size));
    }
  }

  @Test
  void refusesLongerOnesAndEndlessOnes() {
    assertThat(reader.read(new ByteArrayInputStream(new byte[LIMIT + 1]), LIMIT))
        .isInstanceOf(BodyReader.TooLarge.class);
    assertThat(reader.read(new Endless(), LIMIT)).isInstanceOf(BodyReader.TooLarge.class);
    assertThat(reader.read(new Endless(), 10)).isInstanceOf(BodyReader.TooLarge.class);
  }

  /** A sender who never stops. */
  private static final class Endless extends InputStream {
    private int read;

    @Override
    public int read() {
      assertThat(read++).isLessThanOrEqualTo(LIMIT);
      return 'x';
    }
  }
}
