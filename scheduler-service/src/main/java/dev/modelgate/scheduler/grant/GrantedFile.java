package dev.modelgate.scheduler.grant;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;

/**
 * A file that a runner may store with one PUT.
 *
 * @param path as it was asked for
 * @param url takes exactly as many bytes as were asked for
 * @param headers to be sent besides those that follow from the address and the body
 */
@Serdeable
public record GrantedFile(String path, String url, Map<String, String> headers) {}
