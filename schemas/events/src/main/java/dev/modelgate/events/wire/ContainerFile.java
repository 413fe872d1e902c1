package dev.modelgate.events.wire;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads Avro container files that came from outside (Avro specification, "Object Container Files";
 * codecs null and zstandard) and believes no length in them: never more memory than a small
 * multiple of one block.
 */
public final class ContainerFile {

  private static final byte[] MAGIC = {'O', 'b', 'j', 1};
  private static final int SYNC = 16;
  private static final int HEAD_ENTRIES = 32;
  private static final int HEAD_VALUE = 256 * 1024;

  private final InputStream in;
  private final int blockAtMost;

  private ContainerFile(InputStream in, int blockAtMost) {
    this.in = in;
    this.blockAtMost = blockAtMost;
  }

  /**
   * Hands over each record in the order of the file, as the class of this version.
   *
   * @param blockAtMost how many bytes a block may have, packed and unpacked
   * @throws IOException where the file is damaged or larger than that; what came before was handed
   *     over
   */
  public static <R extends SpecificRecord> void read(
      InputStream in, Class<R> type, int blockAtMost, Consumer<R> each) throws IOException {
    try {
      new ContainerFile(in, blockAtMost).read(type, each);
    } catch (RuntimeException | StackOverflowError e) {
      throw new IOException(
          "Expected a container of "
              + type.getSimpleName()
              + ", but reading failed with "
              + e.getClass().getSimpleName(),
          e);
    }
  }

  private <R extends SpecificRecord> void read(Class<R> type, Consumer<R> each) throws IOException {
    if (!Arrays.equals(bytes(MAGIC.length), MAGIC)) {
      throw new IOException("Expected an Avro container file, but it starts otherwise");
    }
    Map<String, byte[]> head = head();
    String codec = text(head.getOrDefault("avro.codec", "null".getBytes(StandardCharsets.UTF_8)));
    Schema writer = new Schema.Parser().parse(text(head.getOrDefault("avro.schema", new byte[0])));
    SpecificDatumReader<R> reader =
        new SpecificDatumReader<>(
            writer, SchemaTable.schemaOf(type), SpecificData.getForClass(type));
    byte[] sync = bytes(SYNC);
    for (int first = in.read(); first >= 0; first = in.read()) {
      long count = number(first);
      BoundedDecoder block = new BoundedDecoder(unpacked(codec, block()), 0);
      for (long i = 0; i < count; i++) {
        each.accept(reader.read(null, block));
      }
      if (block.remaining() > 0 || !Arrays.equals(bytes(SYNC), sync)) {
        throw new IOException("Expected a block of " + count + " records, but it ends elsewhere");
      }
    }
  }

  private Map<String, byte[]> head() throws IOException {
    Map<String, byte[]> head = new HashMap<>();
    for (long count = number(in.read()); count != 0; count = number(in.read())) {
      if (count < 0) {
        number(in.read());
        count = -count;
      }
      for (long i = 0; i < count; i++) {
        if (head.size() >= HEAD_ENTRIES) {
          throw new IOException("Expected a short head, but it has many entries");
        }
        String name = text(bytes(size(HEAD_VALUE)));
        head.put(name, bytes(size(HEAD_VALUE)));
      }
    }
    return head;
  }

  private byte[] block() throws IOException {
    return bytes(size(blockAtMost));
  }

  private byte[] unpacked(String codec, byte[] block) throws IOException {
    return switch (codec) {
      case "null" -> block;
      case "zstandard" -> {
        try (InputStream unpacking = new ZstdInputStream(new ByteArrayInputStream(block))) {
          byte[] unpacked = unpacking.readNBytes(blockAtMost);
          if (unpacking.read() >= 0) {
            throw new IOException("Expected blocks of at most " + blockAtMost + " bytes");
          }
          yield unpacked;
        }
      }
      default -> throw new IOException("Expected codec zstandard or null, but it is " + codec);
    };
  }

  private int size(int atMost) throws IOException {
    long size = number(in.read());
    if (size < 0 || size > atMost) {
      throw new IOException("Expected at most " + atMost + " bytes, but there are " + size);
    }
    return (int) size;
  }

  /** A number in Avro's variable length, whose first byte was read already. */
  private long number(int first) throws IOException {
    long bits = 0;
    int part = first;
    for (int shift = 0; shift < 64; shift += 7) {
      if (part < 0) {
        throw new EOFException("Expected a number, but the file ends");
      }
      bits |= (part & 0x7FL) << shift;
      if (part < 0x80) {
        return (bits >>> 1) ^ -(bits & 1);
      }
      part = in.read();
    }
    throw new IOException("Expected a number of at most ten bytes, but it goes on");
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("Expected " + count + " more bytes, but the file ends");
    }
    return bytes;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
