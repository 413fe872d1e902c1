package dev.modelgate.standalone.server;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.client.ProxyHttpClient;
import io.micronaut.http.client.ProxyRequestOptions;
import io.micronaut.http.filter.HttpServerFilter;
import io.micronaut.http.filter.ServerFilterChain;
import org.reactivestreams.Publisher;

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
    FrontRoutes.Target target = routes.of(request.getUri().getRawPath());
    return client.proxy(
        request
            .mutate()
            .uri(
                uri ->
                    uri.scheme("http")
                        .host("127.0.0.1")
                        .port(target.port())
                        .replacePath(target.rawPath())),
        ProxyRequestOptions.builder().retainHostHeader().build());
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
