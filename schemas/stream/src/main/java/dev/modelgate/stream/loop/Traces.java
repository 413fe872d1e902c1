package dev.modelgate.stream.loop;

import dev.modelgate.stream.TraceContext;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The trace that a record belongs to. */
final class Traces {

  private Traces() {}

  /** Handles a record as a step of its trace. */
  static void step(ConsumerRecord<byte[], byte[]> record, String name, Runnable work) {
    Header header = record.headers().lastHeader(TraceContext.HEADER);
    String cause =
        header == null || header.value() == null
            ? null
            : new String(header.value(), StandardCharsets.US_ASCII);
    TraceContext.step(cause, name, work);
  }
}
