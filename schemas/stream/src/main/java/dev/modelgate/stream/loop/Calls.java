package dev.modelgate.stream.loop;

import dev.modelgate.stream.Failure;
import dev.modelgate.stream.Subscription;
import org.apache.avro.specific.SpecificRecord;

/** Calls a subscription's codec and handlers with an event of its own type. */
final class Calls {

  private Calls() {}

  static <E extends SpecificRecord, R> void handle(
      Subscription<E, R> subscription, SpecificRecord event) {
    subscription.handler().accept(subscription.codec().apply(subscription.type().cast(event)));
  }

  static <E extends SpecificRecord, R> void failed(
      Subscription<E, R> subscription, SpecificRecord event, Failure failure) {
    subscription
        .failed()
        .accept(subscription.codec().apply(subscription.type().cast(event)), failure);
  }
}
