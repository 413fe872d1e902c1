package dev.modelgate.stream;

import dev.modelgate.events.wire.Topic;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * One type of event that a service handles.
 *
 * @param <E> the generated class, known to the codec only
 * @param <R> the service's own record of it
 * @param codec turns the one into the other; an exception from it is the handler's failure
 * @param handler runs in the loop's transaction, touches PostgreSQL only
 * @param failed runs in the transaction of the dead letter after three tries, so that the event's
 *     subject still ends
 */
public record Subscription<E extends SpecificRecord, R>(
    Topic topic,
    Class<E> type,
    Function<E, R> codec,
    Consumer<R> handler,
    BiConsumer<R, Failure> failed) {

  /** Full name of the type, as it stands in its schema. */
  public String typeName() {
    return type.getName();
  }
}
