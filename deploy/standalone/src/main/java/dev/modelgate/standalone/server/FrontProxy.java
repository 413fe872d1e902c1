package dev.modelgate.standalone.server;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.client.ProxyHttpClient;
import io.micronaut.http.client.ProxyRequestOptions;
import io.micronaut.http.filter.HttpServerFilter;
import io.micronaut.http.filter.ServerFilterChain;
import io.micronaut.http.server.netty.NettyHttpRequest;
import java.net.ConnectException;
import java.net.URI;
import java.util.Iterator;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Hands every request to the service that owns its path and streams the answer back unchanged. */
@Filter(Filter.MATCH_ALL_PATTERN)
@Requires(property = "modelgate.service", value = "front")
final class FrontProxy implements HttpServerFilter, Ordered {

  private final ProxyHttpClient client;
  private final FrontRoutes routes;

  FrontProxy(ProxyHttpClient client, FrontRoutes routes) {
    this.client = client;
    this.routes = routes;
  }

  @Override
  public Publisher<MutableHttpResponse<?>> doFilter(
      HttpRequest<?> request, ServerFilterChain chain) {
    String path = request.getUri().getRawPath();
    // Behind the address of an instance, "@host" and the like would be another's address.
    if (path == null || !path.startsWith("/")) {
      return Flux.just(noPath());
    }
    FrontRoutes.Target target = routes.of(path);
    return tryNext(request, target, target.instances().inOrder().iterator());
  }

  private Flux<MutableHttpResponse<?>> tryNext(
      HttpRequest<?> request, FrontRoutes.Target target, Iterator<URI> instances) {
    if (!instances.hasNext()) {
      return Flux.just(away());
    }
    URI instance = instances.next();
    String query = request.getUri().getRawQuery();
    URI there = URI.create(instance + target.rawPath() + (query == null ? "" : "?" + query));
    return Flux.<MutableHttpResponse<?>>from(
            client.proxy(
                request.mutate().uri(there),
                ProxyRequestOptions.builder().retainHostHeader().build()))
        .<MutableHttpResponse<?>>map(KeptLength::of)
        .onErrorResume(
            failure -> {
              if (isGone(request)) {
                return Flux.just(away());
              }
              target.instances().failed(instance);
              return mayRepeat(request, failure)
                  ? tryNext(request, target, instances)
                  : Flux.just(away());
            });
  }

  /** Whether the sender left or was cut off: that nothing came of it is no instance's fault. */
  private static boolean isGone(HttpRequest<?> request) {
    return request instanceof NettyHttpRequest<?> its
        && !its.getChannelHandlerContext().channel().isActive();
  }

  /** Another instance may only be asked where this one has done nothing, or may do it twice. */
  private static boolean mayRepeat(HttpRequest<?> request, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return true;
      }
    }
    return request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
  }

  private static MutableHttpResponse<?> away() {
    return error(
        HttpStatus.BAD_GATEWAY,
        "service-away",
        "Expected the service behind this path to answer, but it does not; try again in a moment");
  }

  private static MutableHttpResponse<?> noPath() {
    return error(
        HttpStatus.BAD_REQUEST,
        "invalid-path",
        "Expected a path that begins with '/', but got none");
  }

  private static MutableHttpResponse<?> error(HttpStatus status, String error, String message) {
    return HttpResponse.status(status)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .body("{\"error\": \"%s\", \"message\": \"%s\"}".formatted(error, message));
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
