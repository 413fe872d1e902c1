package dev.modelgate.standalone.server;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the length that a service said of its answer, so that downloads show how far they are and
 * notice when they are cut short. Micronaut drops it from an answer that it streams; it travels
 * under another name until that is done.
 */
@Singleton
@Requires(property = "modelgate.service", value = "front")
final class KeptLength implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  private static final String KEPT = "X-Modelgate-Kept-Length";

  /** Marks an answer of a service. */
  static MutableHttpResponse<?> of(MutableHttpResponse<?> answer) {
    String length = answer.getHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
    answer.getHeaders().remove(KEPT);
    if (length != null && !answer.getHeaders().contains(HttpHeaderNames.CONTENT_ENCODING)) {
      answer.header(KEPT, length);
    }
    return answer;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new OfChannel(null));
    return event.getBean();
  }

  /** Every connection restores lengths last, just before the answer is written. */
  private record OfChannel(@Nullable Channel channel) implements NettyServerCustomizer {

    @Override
    public NettyServerCustomizer specializeForChannel(Channel special, ChannelRole role) {
      return new OfChannel(role == ChannelRole.LISTENER ? null : special);
    }

    @Override
    public void onStreamPipelineBuilt() {
      if (channel != null) {
        channel
            .pipeline()
            .addAfter(
                ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
                "kept-length",
                new Restoring());
      }
    }
  }

  private static final class Restoring extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (message instanceof HttpResponse answer && answer.headers().contains(KEPT)) {
        HttpHeaders headers = answer.headers();
        String length = headers.get(KEPT);
        headers.remove(KEPT);
        // What is compressed on its way has another length, which nobody knows yet.
        if (!headers.contains(HttpHeaderNames.CONTENT_ENCODING)) {
          headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
          headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        }
      }
      context.write(message, promise);
    }
  }
}
