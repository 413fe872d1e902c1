package dev.modelgate.reporter.pages;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

/** Serves what pages refer to. */
@Controller("/assets")
final class AssetsEntry {

  private final Assets assets;

  AssetsEntry(Assets assets) {
    this.assets = assets;
  }

  @Get("/{name}")
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> asset(String name) {
    return assets
        .find(name)
        .map(
            asset ->
                HttpResponse.ok(asset.bytes())
                    .contentType(asset.type())
                    .header("Cache-Control", "public, max-age=31536000, immutable"))
        .orElseGet(HttpResponse::notFound);
  }
}
