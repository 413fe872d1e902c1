package dev.modelgate.reporter.pages;

/** A name and what it stands for. */
public record Pair(String name, String value) {}
