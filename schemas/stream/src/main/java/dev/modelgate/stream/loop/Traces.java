package dev.modelgate.stream.loop;

import dev.modelgate.stream.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The trace that a record belongs to. */
final class Traces {

  private Traces() {}

  static TraceContext of(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(TraceContext.HEADER);
    return Optional.ofNullable(header)
        .map(Header::value)
        .flatMap(value -> TraceContext.parse(new String(value, StandardCharsets.US_ASCII)))
        .map(TraceContext::child)
        .orElseGet(TraceContext::create);
  }
}
