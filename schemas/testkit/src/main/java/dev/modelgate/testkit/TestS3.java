package dev.modelgate.testkit;

import java.net.URI;

/**
 * The S3 of a module's tests, wherever it runs; addresses are path-style.
 *
 * @param endpoint an http address without a path
 */
public record TestS3(URI endpoint, String accessKey, String secretKey) {}
