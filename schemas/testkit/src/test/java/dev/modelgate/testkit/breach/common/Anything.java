package dev.modelgate.testkit.breach.common;

/** Lives in a package that nobody can explain. */
final class Anything {}
