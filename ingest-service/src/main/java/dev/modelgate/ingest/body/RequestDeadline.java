package dev.modelgate.ingest.body;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes every connection on which a request, from its first byte to its last, does not arrive in
 * time: neither headers nor body that drip in hold anything for longer.
 */
public final class RequestDeadline
    implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  private final Duration within;

  /**
   * @param within how long a request may take to arrive
   */
  public RequestDeadline(Duration within) {
    this.within = within;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new Installer(null, within));
    return event.getBean();
  }

  /** Puts a watch on each connection, behind what takes its bytes apart. */
  private record Installer(@Nullable Channel channel, Duration within)
      implements NettyServerCustomizer {

    @Override
    public NettyServerCustomizer specializeForChannel(Channel connection, ChannelRole role) {
      return new Installer(connection, within);
    }

    @Override
    public void onStreamPipelineBuilt() {
      if (channel != null
          && channel.pipeline().get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null) {
        channel
            .pipeline()
            .addAfter(
                ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
                "modelgate-request-deadline",
                new Watch(within));
      }
    }
  }

  /** Watches one connection; runs on its event loop only. */
  private static final class Watch extends ChannelInboundHandlerAdapter {

    private final Duration within;
    private @Nullable Future<?> deadline;
    private boolean read;

    private Watch(Duration within) {
      this.within = within;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
      read = true;
      if (message instanceof HttpRequest) {
        arm(context);
      }
      if (message instanceof LastHttpContent) {
        disarm();
      }
      super.channelRead(context, message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
      if (!read) {
        // Bytes came, but they do not make a whole header yet.
        arm(context);
      }
      read = false;
      super.channelReadComplete(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
      disarm();
      super.channelInactive(context);
    }

    private void arm(ChannelHandlerContext context) {
      if (deadline == null) {
        deadline =
            context
                .executor()
                .schedule(() -> context.close(), within.toMillis(), TimeUnit.MILLISECONDS);
      }
    }

    private void disarm() {
      if (deadline != null) {
        deadline.cancel(false);
        deadline = null;
      }
    }
  }
}
