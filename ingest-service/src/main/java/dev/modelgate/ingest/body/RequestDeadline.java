package dev.modelgate.ingest.body;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers 408 and closes every connection on which a request, from its first byte to its last, does
 * not arrive in time: neither headers nor body that drip in hold anything for longer.
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
  private static final class Watch extends ChannelDuplexHandler {

    private final Duration within;
    private @Nullable Future<?> deadline;
    private boolean read;
    private boolean answered;

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

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      answered |= message instanceof HttpResponse;
      context.write(message, promise);
    }

    private void arm(ChannelHandlerContext context) {
      if (deadline == null) {
        answered = false;
        deadline =
            context
                .executor()
                .schedule(() -> cutOff(context), within.toMillis(), TimeUnit.MILLISECONDS);
      }
    }

    private void disarm() {
      if (deadline != null) {
        deadline.cancel(false);
        deadline = null;
      }
    }

    private void cutOff(ChannelHandlerContext context) {
      if (answered) {
        context.close();
      } else {
        context.writeAndFlush(tooSlow()).addListener(ChannelFutureListener.CLOSE);
      }
    }

    private HttpResponse tooSlow() {
      String text =
          "{\"error\":\"cut-off\",\"message\":\"Expected the whole request within %d ms, but it was slower\"}"
              .formatted(within.toMillis());
      FullHttpResponse answer =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.REQUEST_TIMEOUT,
              Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
      answer
          .headers()
          .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
          .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes())
          .set(HttpHeaderNames.CONNECTION, "close");
      return answer;
    }
  }
}
