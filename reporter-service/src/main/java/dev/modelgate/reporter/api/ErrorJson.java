package dev.modelgate.reporter.api;

import io.micronaut.serde.annotation.Serdeable;

/**
 * Why a request was not answered.
 *
 * @param error a code
 * @param message a sentence for people
 */
@Serdeable
public record ErrorJson(String error, String message) {}
