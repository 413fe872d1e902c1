package dev.modelgate.reporter.breach;

/** Belongs to another service. */
public final class IsSeen {}
